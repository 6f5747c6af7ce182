package io.xmlfleet.contract.convert;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Durations of ISO 8601 as numbers of one unit, exactly: a day has 24 hours and a year 12 months,
 * as XML Schema has it, but no month a number of days. Only the last number may have a fraction.
 */
public final class Durations {
  private static final Pattern FORM =
      Pattern.compile(
          "(-?)P(?=.)"
              + Unit.YEARS.form('Y')
              + Unit.MONTHS.form('M')
              + Unit.WEEKS.form('W')
              + Unit.DAYS.form('D')
              + "(?:T(?=.)"
              + Unit.HOURS.form('H')
              + Unit.MINUTES.form('M')
              + Unit.SECONDS.form('S')
              + ")?");

  /** A fraction with another number behind it. */
  private static final Pattern EARLY_FRACTION = Pattern.compile("[.,][0-9]+[A-Z]T?[0-9]");

  private static final Unusable NOT_A_DURATION = new Unusable("is not a duration of ISO 8601");

  /** What a duration counts. */
  public enum Unit {
    YEARS(12),
    MONTHS(1),
    WEEKS(604_800),
    DAYS(86_400),
    HOURS(3_600),
    MINUTES(60),
    SECONDS(1);

    /** Months or seconds. */
    private final BigDecimal size;

    Unit(int size) {
      this.size = BigDecimal.valueOf(size);
    }

    /** A number with its letter, in a group of the unit's name, or nothing. */
    private String form(char letter) {
      return "(?:(?<" + name() + ">[0-9]{1,18}(?:[.,][0-9]{1,18})?)" + letter + ")?";
    }

    private boolean isOfMonths() {
      return compareTo(MONTHS) <= 0;
    }

    /** As a contract writes it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The unit that a contract names; null: there is none. */
    public static @Nullable Unit of(String word) {
      for (Unit unit : values()) {
        if (unit.toString().equals(word)) {
          return unit;
        }
      }
      return null;
    }
  }

  private Durations() {}

  static TextConversion in(Unit unit) {
    Unusable not = new Unusable("is not an exact number of " + unit);
    return text -> {
      String stripped = Blanks.strip(text);
      Matcher form = FORM.matcher(stripped);
      if (!form.matches() || EARLY_FRACTION.matcher(stripped).find()) {
        return NOT_A_DURATION;
      }
      BigDecimal sum = BigDecimal.ZERO;
      for (Unit each : Unit.values()) {
        String number = form.group(each.name());
        BigDecimal part =
            number == null
                ? BigDecimal.ZERO
                : new BigDecimal(number.replace(',', '.')).multiply(each.size);
        if (part.signum() != 0 && each.isOfMonths() != unit.isOfMonths()) {
          return not;
        }
        sum = sum.add(part);
      }
      try {
        BigDecimal exact = sum.divide(unit.size).stripTrailingZeros();
        return (form.group(1).isEmpty() ? exact : exact.negate()).toPlainString();
      } catch (ArithmeticException e) {
        return not; // a third of something
      }
    };
  }
}
