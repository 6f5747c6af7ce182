package io.xmlfleet.draft.profile;

import io.xmlfleet.contract.convert.Reading;
import io.xmlfleet.contract.convert.TypeConversion;
import io.xmlfleet.contract.convert.TypeConversions;
import io.xmlfleet.contract.convert.Unusable;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a single value looks like. A form other than {@link #TEXT} is only given to what a typed
 * column keeps without loss: leading zeros, plus signs and surplus digits make a value text.
 */
enum TextForm {
  FLAG,
  INTEGER,
  DECIMAL,
  DATE,
  DOTTED_DATE,
  DATETIME,
  DATETIME_WITH_OFFSET,
  TIME,
  TEXT;

  /** How dates of {@link #DOTTED_DATE} are written. */
  static final String DOTTED_PATTERN = "dd.MM.yyyy";

  private static final int LONGEST = 40;
  private static final int MOST_INTEGER_DIGITS = 18;
  private static final int MOST_DECIMAL_DIGITS = 30;
  private static final Pattern INTEGERS = Pattern.compile("-?(?:0|[1-9][0-9]*)");
  private static final Pattern DECIMALS = Pattern.compile("-?(?:0|[1-9][0-9]*)\\.[0-9]+");
  private static final Pattern MINUS_ZERO = Pattern.compile("-0[.0]*");
  private static final String DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
  private static final String CLOCK =
      "(?:[01][0-9]|2[0-3]):[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,7})?)?";
  private static final Pattern DATES = Pattern.compile(DAY);
  private static final Pattern DOTTED_DATES = Pattern.compile("[0-9]{2}\\.[0-9]{2}\\.[0-9]{4}");
  private static final Pattern DATETIMES = Pattern.compile(DAY + "[T ]" + CLOCK);
  private static final Pattern WITH_OFFSET =
      Pattern.compile(DAY + "[T ]" + CLOCK + "(?:Z|[+-][0-9]{2}:[0-9]{2})");
  private static final Pattern TIMES = Pattern.compile(CLOCK);

  private static final TypeConversion AS_DATE = conversion(Kind.DATE, List.of());
  private static final TypeConversion AS_DOTTED_DATE =
      conversion(Kind.DATE, List.of(DOTTED_PATTERN));
  private static final TypeConversion AS_DATETIME = conversion(Kind.DATETIME, List.of());
  private static final TypeConversion AS_OFFSET = conversion(Kind.DATETIMEOFFSET, List.of());
  private static final TypeConversion AS_TIME = conversion(Kind.TIME, List.of());

  /** The form of a text without white space at its ends; not blank. */
  static TextForm of(String text) {
    if (text.length() > LONGEST) {
      return TEXT;
    }
    char first = text.charAt(0);
    if (first == '-' || (first >= '0' && first <= '9')) {
      return ofDigits(text);
    }
    return text.equals("true") || text.equals("false") ? FLAG : TEXT;
  }

  private static TextForm ofDigits(String text) {
    if (INTEGERS.matcher(text).matches()) {
      return digits(text) <= MOST_INTEGER_DIGITS && !text.equals("-0") ? INTEGER : TEXT;
    }
    if (DECIMALS.matcher(text).matches()) {
      return digits(text) <= MOST_DECIMAL_DIGITS && !MINUS_ZERO.matcher(text).matches()
          ? DECIMAL
          : TEXT;
    }
    if (is(text, DATES, AS_DATE)) {
      return DATE;
    }
    if (is(text, DOTTED_DATES, AS_DOTTED_DATE)) {
      return DOTTED_DATE;
    }
    if (is(text, DATETIMES, AS_DATETIME)) {
      return DATETIME;
    }
    if (is(text, WITH_OFFSET, AS_OFFSET)) {
      return DATETIME_WITH_OFFSET;
    }
    return is(text, TIMES, AS_TIME) ? TIME : TEXT;
  }

  private static boolean is(String text, Pattern pattern, TypeConversion conversion) {
    return pattern.matcher(text).matches() && !(conversion.convert(text) instanceof Unusable);
  }

  private static int digits(String text) {
    return (int) text.chars().filter(c -> c >= '0' && c <= '9').count();
  }

  private static TypeConversion conversion(Kind kind, List<String> formats) {
    return TypeConversions.of(ColumnType.of(kind), Reading.PLAIN.by(formats));
  }
}
