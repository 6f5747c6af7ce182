package io.xmlfleet.contract.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Conversions written a second time, with regular expressions and exceptions. */
final class NaiveValues {
  private static final String BLANK = "[\\s\\p{Z}\\x85\\x1c-\\x1f]";
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
  private static final Pattern DATE =
      Pattern.compile(
          "(?:(?<y>[0-9]{4})-(?<m>[0-9]{1,2})-(?<d>[0-9]{1,2})"
              + "|(?<a>[0-9]{1,2})/(?<b>[0-9]{1,2})/(?<c>[0-9]{4}))"
              + "(?:(?:T|B+)(?<h>[0-9]{1,2}):(?<n>[0-9]{1,2})".replace("B", BLANK)
              + "(?::(?<s>[0-9]{1,2})(?:\\.(?<f>[0-9]+))?)?"
              + "(?:B*(?<half>[AaPp])[Mm])?)?".replace("B", BLANK)
              + "B*(?:Z|[+-](?<oh>[0-9]{2})(?::?(?<om>[0-9]{2}))?)?".replace("B", BLANK));
  private static final BigDecimal TOO_MUCH = new BigDecimal("1e38");

  private NaiveValues() {}

  static String strip(String text) {
    return stripEnd(stripStart(text));
  }

  static String stripStart(String text) {
    return text.replaceFirst("^" + BLANK + "+", "");
  }

  static String stripEnd(String text) {
    int end = text.length();
    while (end > 0 && text.substring(end - 1, end).matches(BLANK)) {
      end--;
    }
    return text.substring(0, end);
  }

  static String text(Object value) {
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros().toPlainString();
    }
    if (value instanceof Boolean truth) {
      return truth ? "1" : "0";
    }
    if (value instanceof LocalDateTime dateTime) {
      String fixed = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.n").format(dateTime);
      int point = fixed.indexOf('.');
      String nano = "%09d".formatted(Integer.parseInt(fixed.substring(point + 1)));
      return fixed.substring(0, point) + ('.' + nano).replaceFirst("\\.?0+$", "");
    }
    return value == null ? null : value.toString();
  }

  static BigDecimal number(Object value) {
    if (!(value instanceof String text)) {
      return (BigDecimal) value;
    }
    if (!NUMBER.matcher(strip(text)).matches()) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(strip(text)).stripTrailingZeros();
      return number.scale() > 100 ? null : bounded(number);
    } catch (NumberFormatException e) {
      return null; // an exponent beyond an int
    }
  }

  static BigDecimal bounded(BigDecimal number) {
    if (number.abs().compareTo(TOO_MUCH) >= 0) {
      return null;
    }
    return number.scale() > 100 ? number.setScale(100, RoundingMode.HALF_UP) : number;
  }

  static LocalDateTime dateTime(Object value) {
    if (value instanceof LocalDate date) {
      return date.atStartOfDay();
    }
    if (!(value instanceof String text)) {
      return (LocalDateTime) value;
    }
    Matcher match = DATE.matcher(strip(text));
    try {
      return match.matches() && zoneExists(match) ? at(match) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  static LocalDate date(Object value) {
    LocalDateTime dateTime = dateTime(value);
    return dateTime == null ? null : dateTime.toLocalDate();
  }

  static Comparator<String> textOrder() {
    return (a, b) -> {
      int[] left = a.codePoints().toArray();
      int[] right = b.codePoints().toArray();
      return Arrays.compare(left, right);
    };
  }

  /** Code points as texts of their own. */
  static List<String> characters(String text) {
    return text.codePoints().mapToObj(Character::toString).toList();
  }

  private static LocalDateTime at(Matcher match) {
    boolean endOfDay =
        integer(match, "h") == 24
            && integer(match, "n") == 0
            && integer(match, "s") == 0
            && nano(match) == 0
            && match.group("half") == null;
    LocalDateTime at =
        endOfDay ? day(match).plusDays(1).atStartOfDay() : day(match).atTime(time(match));
    return at.getYear() > 9999 ? null : at;
  }

  private static boolean zoneExists(Matcher match) {
    return integer(match, "om") < 60 && integer(match, "oh") * 60 + integer(match, "om") <= 840;
  }

  private static LocalDate day(Matcher match) {
    if (match.group("y") != null) {
      return year(integer(match, "y"), integer(match, "m"), integer(match, "d"));
    }
    int a = integer(match, "a");
    int b = integer(match, "b");
    return a > 12 ? year(integer(match, "c"), b, a) : year(integer(match, "c"), a, b);
  }

  private static LocalDate year(int year, int month, int day) {
    return LocalDate.of(year == 0 ? Integer.MAX_VALUE : year, month, day);
  }

  private static LocalTime time(Matcher match) {
    int hour = integer(match, "h");
    String half = match.group("half");
    if (half != null && (hour < 1 || hour > 12)) {
      throw new DateTimeException("no hour of a half day");
    }
    if (half != null) {
      hour = hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
    }
    return LocalTime.of(hour, integer(match, "n"), integer(match, "s"), nano(match));
  }

  private static int nano(Matcher match) {
    String fraction = match.group("f") == null ? "0" : match.group("f");
    return Integer.parseInt((fraction + "0000000").substring(0, 7)) * 100;
  }

  private static int integer(Matcher match, String group) {
    return match.group(group) == null ? 0 : Integer.parseInt(match.group(group));
  }
}
