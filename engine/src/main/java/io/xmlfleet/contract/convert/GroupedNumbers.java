package io.xmlfleet.contract.convert;

/**
 * Numbers in texts whose points and commas mean something. A number that is grouped in another way
 * is unusable: taken for one of ours it would be another number.
 */
final class GroupedNumbers {
  private static final int GROUP = 3;
  private static final Unusable NOT_BY_COMMAS =
      new Unusable("is not a number with commas between thousands");
  private static final Unusable NOT_BY_POINTS =
      new Unusable("is not a number with a decimal comma and points between thousands");
  private static final Unusable GROUPED =
      new Unusable("has a number with groups of digits or an exponent");

  private GroupedNumbers() {}

  /** Without the commas of 1,234.5. */
  static Object thousands(String text) {
    return text.indexOf(',') < 0 ? text : rewritten(text, ',', '.', NOT_BY_COMMAS);
  }

  /** 1234.5 for 1.234,5. */
  static Object commaDecimal(String text) {
    return text.indexOf(',') < 0 && text.indexOf('.') < 0
        ? text
        : rewritten(text, '.', ',', NOT_BY_POINTS);
  }

  /** The first number, with its sign and fraction. */
  static Object first(String text) {
    int start = 0;
    while (start < text.length() && !isDigit(text, start) && !isFraction(text, start)) {
      start++;
    }
    if (start == text.length()) {
      return TextConversions.NOT_A_NUMBER;
    }
    int end = skipDigits(text, start);
    if (isFraction(text, end)) {
      end = skipDigits(text, end + 1);
    }
    if (goesOn(text, end)) {
      return GROUPED;
    }
    boolean signed = start > 0 && (text.charAt(start - 1) == '-' || text.charAt(start - 1) == '+');
    return text.substring(signed ? start - 1 : start, end);
  }

  /** Whether what ends here is only the beginning of a number. */
  private static boolean goesOn(String text, int end) {
    if (end == text.length()) {
      return false;
    }
    return switch (text.charAt(end)) {
      case '.', ',' -> isDigit(text, end + 1);
      case 'e', 'E' -> {
        boolean signed = end + 1 < text.length() && "+-".indexOf(text.charAt(end + 1)) >= 0;
        yield isDigit(text, signed ? end + 2 : end + 1);
      }
      case '\'', '\u2019', '\u00A0', '\u202F' -> skipDigits(text, end + 1) - end > GROUP;
      default -> false;
    };
  }

  private static Object rewritten(String text, char separator, char point, Unusable other) {
    Rewriter rewriter = new Rewriter(text, separator, point);
    return rewriter.isOurs() ? rewriter.text() : other;
  }

  private static int skipDigits(String text, int from) {
    int i = from;
    while (isDigit(text, i)) {
      i++;
    }
    return i;
  }

  private static boolean isFraction(String text, int at) {
    return at < text.length() && text.charAt(at) == '.' && isDigit(text, at + 1);
  }

  private static boolean isDigit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  /** Writes a text's numbers as XML Schema does; what is no number in it stays. Used once. */
  private static final class Rewriter {
    private final String text;
    private final char separator;
    private final char point;
    private final char[] plain;
    private int length;

    Rewriter(String text, char separator, char point) {
      this.text = text;
      this.separator = separator;
      this.point = point;
      this.plain = new char[text.length()];
    }

    String text() {
      return new String(plain, 0, length);
    }

    /** Whether all numbers have groups of three, or none. */
    boolean isOurs() {
      int at = 0;
      while (at < text.length()) {
        if (isDigit(text, at)) {
          int end = endOfNumber(at);
          if (!number(at, end)) {
            return false;
          }
          at = end;
        } else {
          plain[length++] = text.charAt(at++);
        }
      }
      return true;
    }

    /** Behind the last digit of those that only points and commas part. */
    private int endOfNumber(int start) {
      int end = start;
      for (int i = start; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c >= '0' && c <= '9') {
          end = i + 1;
        } else if (c != ',' && c != '.') {
          break;
        }
      }
      return end;
    }

    private boolean number(int start, int end) {
      int digits = 0; // of the group
      boolean grouped = false;
      boolean fraction = false;
      for (int i = start; i < end; i++) {
        char c = text.charAt(i);
        if (c >= '0' && c <= '9') {
          plain[length++] = c;
          digits++;
        } else if (fraction || (grouped ? digits != GROUP : digits > GROUP && c == separator)) {
          return false;
        } else {
          grouped |= c == separator;
          fraction = c == point;
          if (fraction) {
            plain[length++] = '.';
          }
          digits = 0;
        }
      }
      return fraction || !grouped || digits == GROUP;
    }
  }
}
