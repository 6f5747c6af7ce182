package io.xmlfleet.contract.expression;

import io.xmlfleet.contract.convert.Blanks;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Numbers from text and their arithmetic, of bounded size: at most 38 digits before the point, 100
 * behind it. Results of arithmetic have 34 significant digits.
 */
final class Decimals {
  static final int MOST_INTEGER_DIGITS = 38;
  static final int MOST_SCALE = 100;

  private static final MathContext CONTEXT = MathContext.DECIMAL128;
  private static final BigDecimal MOST_WHOLE = BigDecimal.valueOf(1_000_000_000_000_000L);
  private static final BigDecimal LEAST_INT = BigDecimal.valueOf(Integer.MIN_VALUE);
  private static final BigDecimal MOST_INT = BigDecimal.valueOf(Integer.MAX_VALUE);

  private Decimals() {}

  /** The number that a text is, with white space around it; null if none. */
  static @Nullable BigDecimal parse(String text) {
    BigDecimal exact = io.xmlfleet.contract.convert.Numbers.decimal(Blanks.strip(text));
    if (exact == null) {
      return null;
    }
    return bounded(exact.scale() > MOST_SCALE ? exact.stripTrailingZeros() : exact);
  }

  /** Without exponent and without zeros at the end: 1.50 is 1.5, 1e3 is 1000. */
  static String text(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  /** The same number in its only form without exponent and zeros at the end. */
  static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  static @Nullable BigDecimal add(BigDecimal a, BigDecimal b) {
    return result(a.add(b, CONTEXT));
  }

  static @Nullable BigDecimal subtract(BigDecimal a, BigDecimal b) {
    return result(a.subtract(b, CONTEXT));
  }

  static @Nullable BigDecimal multiply(BigDecimal a, BigDecimal b) {
    return result(a.multiply(b, CONTEXT));
  }

  static @Nullable BigDecimal divide(BigDecimal a, BigDecimal b) {
    return b.signum() == 0 ? null : result(a.divide(b, CONTEXT));
  }

  /** With the sign of the dividend. */
  static @Nullable BigDecimal remainder(BigDecimal a, BigDecimal b) {
    return b.signum() == 0 ? null : result(a.remainder(b).round(CONTEXT));
  }

  static @Nullable BigDecimal round(BigDecimal number) {
    return round(number, BigDecimal.ZERO);
  }

  /** Half up; negative places round before the point. */
  static @Nullable BigDecimal round(BigDecimal number, BigDecimal places) {
    long scale = whole(places);
    if (scale >= number.scale()) {
      return number;
    }
    return scale < -MOST_INTEGER_DIGITS
        ? BigDecimal.ZERO
        : bounded(number.setScale((int) scale, RoundingMode.HALF_UP));
  }

  static @Nullable BigDecimal floor(BigDecimal number) {
    return bounded(number.setScale(0, RoundingMode.FLOOR));
  }

  static @Nullable BigDecimal ceiling(BigDecimal number) {
    return bounded(number.setScale(0, RoundingMode.CEILING));
  }

  /** The part before the point, as far from 0 as anything counts. */
  static long whole(BigDecimal number) {
    if (number.abs().compareTo(MOST_WHOLE) >= 0) {
      return number.signum() * MOST_WHOLE.longValue();
    }
    return number.longValue();
  }

  /** The part before the point if it fits 32 bits. */
  static @Nullable BigDecimal integer(BigDecimal number) {
    BigDecimal cut = number.setScale(0, RoundingMode.DOWN);
    return cut.compareTo(MOST_INT) > 0 || cut.compareTo(LEAST_INT) < 0 ? null : cut;
  }

  /** The number that a text is if it is a whole one that fits 32 bits. */
  static @Nullable BigDecimal integer(String text) {
    BigDecimal number = parse(text);
    BigDecimal cut = number == null ? null : integer(number);
    return cut == null || cut.compareTo(number) != 0 ? null : cut;
  }

  /** Rounded half up to a scale; null if it has more digits then than the precision. */
  static @Nullable BigDecimal decimal(BigDecimal number, int precision, int scale) {
    BigDecimal rounded = number.setScale(scale, RoundingMode.HALF_UP);
    return rounded.precision() > precision ? null : rounded;
  }

  private static @Nullable BigDecimal result(BigDecimal number) {
    return bounded(
        number.scale() > MOST_SCALE ? number.setScale(MOST_SCALE, RoundingMode.HALF_UP) : number);
  }

  private static @Nullable BigDecimal bounded(BigDecimal number) {
    if (number.signum() == 0) {
      return BigDecimal.ZERO;
    }
    if (number.precision() - (long) number.scale() > MOST_INTEGER_DIGITS
        || number.scale() > MOST_SCALE) {
      return null;
    }
    return number.scale() < 0 ? number.setScale(0) : number;
  }
}
