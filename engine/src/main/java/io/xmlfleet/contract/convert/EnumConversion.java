package io.xmlfleet.contract.convert;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks a text up among a contract's words; the values have the column's type already. */
public final class EnumConversion implements TypeConversion {
  private final Map<String, Object> values = new HashMap<>();
  private final Map<String, Object> inAnyCase = new HashMap<>();
  private final Object otherwise;

  /**
   * Reads the words' values.
   *
   * @param name of the enum, for a text that is none of its words
   * @param words the value of each, as text
   * @param otherwise the value of every other text; null: there is none
   */
  public EnumConversion(
      String name,
      Map<String, String> words,
      @Nullable String otherwise,
      boolean ignoresCase,
      TypeConversion type) {
    Unusable noEntry = new Unusable("has no entry in enum " + name);
    words.forEach(
        (word, text) -> {
          Object value = value(text, type, noEntry);
          values.put(Blanks.strip(word), value);
          if (ignoresCase) {
            inAnyCase.putIfAbsent(folded(Blanks.strip(word)), value);
          }
        });
    this.otherwise = value(otherwise, type, noEntry);
  }

  @Override
  public Object convert(String text) {
    String word = Blanks.strip(text);
    Object value = values.get(word);
    if (value == null && !inAnyCase.isEmpty()) {
      value = inAnyCase.get(folded(word));
    }
    return value == null ? otherwise : value;
  }

  private static String folded(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  private static Object value(@Nullable String text, TypeConversion type, Unusable noEntry) {
    Object value = type.literal(text);
    return value == null ? noEntry : value;
  }
}
