package io.xmlfleet.contract.convert;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The converters that a contract can name. */
public final class TextConversions {
  private static final Pattern DIGITS = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");
  private static final Unusable NOT_A_FLAG = new Unusable("is not a flag (Y, N, true, false …)");
  static final Unusable NOT_A_NUMBER = new Unusable("is not a number");

  private static final Map<String, String> FLAGS =
      Map.of(
          "y", "1", "yes", "1", "t", "1", "true", "1", "1", "1", //
          "n", "0", "no", "0", "f", "0", "false", "0", "0", "0");

  private TextConversions() {}

  public static TextConversion of(Converter converter) {
    return switch (converter.step()) {
      case TRIM -> Blanks::strip;
      case DIGITS -> TextConversions::digits;
      case UPPER -> text -> text.toUpperCase(Locale.ROOT);
      case LOWER -> text -> text.toLowerCase(Locale.ROOT);
      case COLLAPSE -> TextConversions::collapse;
      case FIRST_NUMBER -> GroupedNumbers::first;
      case FIRST_DIGITS -> TextConversions::firstDigits;
      case FLAG -> TextConversions::flag;
      case THOUSANDS -> GroupedNumbers::thousands;
      case COMMA_DECIMAL -> GroupedNumbers::commaDecimal;
      case ROUND -> TextConversions::round;
      case HTML -> HtmlText::decode;
      case LEFT -> left(Integer.parseInt(converter.arguments().get(0)));
      case BLANK -> blank(converter.arguments());
      case IF_NUMBER -> text -> Numbers.decimal(Blanks.strip(text)) == null ? "" : text;
      case DURATION ->
          Durations.in(Objects.requireNonNull(Durations.Unit.of(converter.arguments().get(0))));
    };
  }

  private static Object digits(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        kept.append(c);
      }
    }
    return kept.toString();
  }

  private static Object collapse(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    boolean pending = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Blanks.isSpace(c)) {
        pending = kept.length() > 0;
      } else {
        if (pending) {
          kept.append(' ');
          pending = false;
        }
        kept.append(c);
      }
    }
    return kept.toString();
  }

  private static Object firstDigits(String text) {
    String stripped = Blanks.strip(text);
    Matcher matcher = DIGITS.matcher(stripped);
    return matcher.find() ? matcher.group() : stripped;
  }

  private static TextConversion left(int most) {
    return text ->
        text.length() <= most || text.codePointCount(0, text.length()) <= most
            ? text
            : text.substring(0, text.offsetByCodePoints(0, most));
  }

  private static TextConversion blank(List<String> words) {
    return text -> {
      String stripped = Blanks.strip(text);
      return words.stream().anyMatch(stripped::equalsIgnoreCase) ? "" : text;
    };
  }

  private static Object flag(String text) {
    String flag = FLAGS.get(Blanks.strip(text).toLowerCase(Locale.ROOT));
    return flag == null ? NOT_A_FLAG : flag;
  }

  private static Object round(String text) {
    BigDecimal number = Numbers.decimal(Blanks.strip(text));
    return number == null || Numbers.integerDigits(number) > Numbers.MOST_DIGITS
        ? NOT_A_NUMBER
        : number.setScale(0, RoundingMode.HALF_UP).toPlainString();
  }
}
