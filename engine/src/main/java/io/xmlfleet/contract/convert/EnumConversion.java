package io.xmlfleet.contract.convert;

import io.xmlfleet.contract.EnumMapping;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks a text up among a contract's words; the values have the column's type already. */
public final class EnumConversion implements TypeConversion {
  private final Map<String, Object> values = new HashMap<>();
  private final Map<String, Object> inAnyCase = new HashMap<>();
  private final Object otherwise;

  public EnumConversion(EnumMapping enumeration, TypeConversion type) {
    Unusable noEntry = new Unusable("has no entry in enum " + enumeration.name());
    enumeration
        .values()
        .forEach((word, text) -> values.put(Blanks.strip(word), value(text, type, noEntry)));
    if (enumeration.ignoresCase()) {
      enumeration
          .values()
          .forEach(
              (word, text) ->
                  inAnyCase.putIfAbsent(folded(Blanks.strip(word)), value(text, type, noEntry)));
    }
    this.otherwise = value(enumeration.otherwise(), type, noEntry);
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
