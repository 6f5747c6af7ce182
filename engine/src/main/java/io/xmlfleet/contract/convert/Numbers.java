package io.xmlfleet.contract.convert;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers from text, without an exception for what is none and without work beyond its size. */
public final class Numbers {
  /** More than any database type holds; keeps 1e999999999 from becoming a billion digits. */
  static final int MOST_DIGITS = 400;

  private static final int MOST_CHARACTERS = 1_000;
  private static final int MOST_LONG_CHARACTERS = 18;
  private static final BigDecimal LONG_LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal LONG_MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private Numbers() {}

  static TypeConversion integers(Range range) {
    Unusable not = new Unusable("is not " + range.article + ' ' + range.word);
    Unusable outside = new Unusable("is outside the range of " + range.word);
    return text -> {
      String digits = Blanks.strip(text);
      if (!isInteger(digits)) {
        return not;
      }
      if (digits.length() > MOST_LONG_CHARACTERS) {
        BigDecimal number = decimal(digits);
        return number == null || number.compareTo(LONG_MOST) > 0 || number.compareTo(LONG_LEAST) < 0
            ? outside
            : range.box(number.longValue(), outside);
      }
      return range.box(Long.parseLong(digits), outside);
    };
  }

  /**
   * Numbers of a decimal type.
   *
   * @param exact whether one with more decimal places is unusable, rather than rounded half up
   */
  static TypeConversion decimals(int precision, int scale, boolean exact) {
    Unusable not = new Unusable("is not a decimal number");
    Unusable outside = new Unusable("does not fit decimal(" + precision + ',' + scale + ')');
    Unusable inexact = new Unusable("has more than " + scale + " decimal places");
    return text -> {
      BigDecimal number = decimal(Blanks.strip(text));
      if (number == null) {
        return not;
      }
      if (integerDigits(number) > precision - scale) {
        return outside;
      }
      BigDecimal rounded =
          number.scale() - (long) scale > MOST_DIGITS + (long) number.precision()
              ? BigDecimal.ZERO.setScale(scale)
              : number.setScale(scale, RoundingMode.HALF_UP);
      if (exact && rounded.compareTo(number) != 0) {
        return inexact;
      }
      return rounded.precision() > precision ? outside : rounded;
    };
  }

  /**
   * Numbers of 64 bits; -0 keeps its sign.
   *
   * @param exact whether one with digits that such a number does not have is unusable
   */
  static TypeConversion doubles(boolean exact) {
    Unusable not = new Unusable("is not a number");
    Unusable outside = new Unusable("is outside the range of double");
    Unusable inexact = new Unusable("has more digits than a double keeps");
    return text -> {
      String digits = Blanks.strip(text);
      BigDecimal number = decimal(digits);
      if (number == null) {
        return not;
      }
      double value = number.doubleValue();
      if (Double.isInfinite(value)) {
        return outside;
      }
      if (exact && number.compareTo(BigDecimal.valueOf(value)) != 0) {
        return inexact;
      }
      return value == 0 && digits.charAt(0) == '-' ? (Object) (-0.0) : (Object) value;
    };
  }

  /** The number that a text is, by the syntax of XML Schema's decimal and double; null if none. */
  public static @Nullable BigDecimal decimal(String text) {
    if (text.length() > MOST_CHARACTERS || !isDecimal(text)) {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null; // an exponent beyond an int
    }
  }

  /** Digits before the point; 0 or less for a number below 1. */
  static long integerDigits(BigDecimal number) {
    return number.signum() == 0 ? 0 : number.precision() - (long) number.scale();
  }

  private static boolean isInteger(String text) {
    int i = skipSign(text, 0);
    return i < text.length() && skipDigits(text, i) == text.length();
  }

  private static boolean isDecimal(String text) {
    int start = skipSign(text, 0);
    int i = skipDigits(text, start);
    int digits = i - start;
    if (i < text.length() && text.charAt(i) == '.') {
      int fraction = i + 1;
      i = skipDigits(text, fraction);
      digits += i - fraction;
    }
    if (digits > 0 && i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
      int exponent = skipSign(text, i + 1);
      i = skipDigits(text, exponent);
      digits = i - exponent;
    }
    return digits > 0 && i == text.length();
  }

  private static int skipSign(String text, int at) {
    boolean sign = at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+');
    return sign ? at + 1 : at;
  }

  private static int skipDigits(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i;
  }

  /** An integer type: its name, its bounds and its Java class. */
  enum Range {
    TINYINT("a", 0, 255), // SQL Server's has no sign
    SMALLINT("a", Short.MIN_VALUE, Short.MAX_VALUE),
    INT("an", Integer.MIN_VALUE, Integer.MAX_VALUE),
    BIGINT("a", Long.MIN_VALUE, Long.MAX_VALUE);

    private final String article;
    private final String word = name().toLowerCase(Locale.ROOT);
    private final long least;
    private final long most;

    Range(String article, long least, long most) {
      this.article = article;
      this.least = least;
      this.most = most;
    }

    private Object box(long value, Unusable outside) {
      if (value < least || value > most) {
        return outside;
      }
      return this == BIGINT ? (Object) value : (Object) (int) value;
    }
  }
}
