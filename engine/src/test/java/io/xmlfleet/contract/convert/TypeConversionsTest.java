package io.xmlfleet.contract.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.contract.convert.Converter.Step;
import io.xmlfleet.contract.convert.Reading.Inexact;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text to the values of column types; {@code !} is what cannot be used. */
class TypeConversionsTest {
  private static final Reading EXACT = Reading.PLAIN.with(Inexact.REJECT);
  private static final Reading CUT =
      new Reading(List.of(), Reading.FIRST_YEAR, null, Inexact.ROUND, TooLong.CUT);

  @ParameterizedTest(name = "{0} of \"{1}\" is {2}")
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "TINYINT,0,0",
        "TINYINT,255,255",
        "TINYINT,256,!is outside the range of tinyint",
        "TINYINT,-1,!is outside the range of tinyint",
        "SMALLINT,-32768,-32768",
        "SMALLINT,32768,!is outside the range of smallint",
        "INT, 42 ,42",
        "INT,+7,7",
        "INT,007,7",
        "INT,2147483648,!is outside the range of int",
        "INT,1.0,!is not an int",
        "INT,1e3,!is not an int",
        "INT,abc,!is not an int",
        "INT,٣,!is not an int",
        "BIGINT,9223372036854775807,9223372036854775807",
        "BIGINT,9223372036854775808,!is outside the range of bigint",
        "BIGINT,-9223372036854775808,-9223372036854775808",
        "DOUBLE,1e400,!is outside the range of double",
        "DOUBLE,-.5,-0.5",
        "DOUBLE,1e-5,1.0E-5",
        "BIT,true,true",
        "BIT,0,false",
        "BIT,yes,!is not a bit (1; 0; true; false)",
        "DATE,2026-03-08,2026-03-08",
        "DATE,2026-03-08T23:59:59Z,2026-03-08",
        "DATE,2026-02-30,!is not a date in ISO form",
        "DATE,03/08/2026,!is not a date in ISO form",
        "TIME,02:30:00.5,02:30:00.500",
        "TIME,25:00:00,!is not a time in ISO form",
        "DATETIME,2026-03-08T02:30:00,2026-03-08T02:30",
        "DATETIME,2026-03-08 02:30:00.123,2026-03-08T02:30:00.123",
        "DATETIME,2026-03-08T02:30:00-05:00,2026-03-08T02:30",
        "DATETIME,2026-03-08,2026-03-08T00:00",
        "DATETIMEOFFSET,2026-03-08T02:30:00-03:30,2026-03-08T02:30-03:30",
        "DATETIMEOFFSET,2026-03-08T02:30:00,!has no offset; and the contract names no zone",
        "DATETIMEOFFSET,2026-03-08,!is not a datetimeoffset in ISO form",
        "DATETIMEOFFSET,2024-01-01T12:00:00+14:00,2024-01-01T12:00+14:00",
        "DATETIMEOFFSET,2024-01-01T12:00:00-14:00,2024-01-01T12:00-14:00",
        "DATETIMEOFFSET,2024-01-01T12:00:00+14:01,!has an offset of more than 14 hours; or of seconds",
        "DATETIMEOFFSET,2024-01-01T12:00:00+18:00,!has an offset of more than 14 hours; or of seconds",
        "DATETIMEOFFSET,2024-01-01T12:00:00+99:00,!has an offset of more than 14 hours; or of seconds",
        "DATETIMEOFFSET,2024-01-01T12:00:00+02:60,!is not a datetimeoffset in ISO form",
        "DATETIMEOFFSET,2024-01-01T12:00:00+02:00:01,!is not a datetimeoffset in ISO form",
        "DATETIMEOFFSET,2024-01-01T12:00:00-00:30,2024-01-01T12:00-00:30",
        "DATETIMEOFFSET,9999-12-31T23:59:59-01:00,!is outside the years 1 to 9999",
        "DATETIMEOFFSET,9999-12-31T23:59:59.9999999Z,9999-12-31T23:59:59.999999900Z",
        "DATETIMEOFFSET,0001-01-01T00:00:00+01:00,!is outside the years 1 to 9999",
        "DATETIMEOFFSET,0001-01-01T00:00:00-01:00,0001-01-01T00:00-01:00",
        "DATETIMEOFFSET,2024-12-31T24:00:00Z,2025-01-01T00:00Z",
        "DATETIMEOFFSET,2024-12-31T23:59:59.99999999Z,2024-12-31T23:59:59.999999900Z",
        "DATE,-0044-03-15,!is outside the years 1 to 9999",
        "DATE,0000-01-01,!is outside the years 1 to 9999",
        "DATE,10000-01-01,!is outside the years 1 to 9999",
        "DATE,+10000-01-01,!is not a date in ISO form",
        "DATE,+2024-01-01,!is not a date in ISO form",
        "DATE,0001-01-01,0001-01-01",
        "DATE,9999-12-31,9999-12-31",
        "DATE,1582-10-10,1582-10-10",
        "DATE,1500-02-29,!is not a date in ISO form",
        "DATE,2024-02-29+02:00,2024-02-29",
        "DATE,2024-02-29+15:00,!has an offset of more than 14 hours; or of seconds",
        "DATE,2024-02-29Z,2024-02-29",
        "DATE,2024-12-31T24:00:00,2025-01-01",
        "DATETIME,2024-12-31T24:00:00,2025-01-01T00:00",
        "DATETIME,2024-12-31T24:00:00.000,2025-01-01T00:00",
        "DATETIME,2024-12-31T24:00:01,!is not a datetime in ISO form",
        "DATETIME,9999-12-31T24:00:00,!is outside the years 1 to 9999",
        "DATETIME,9999-12-31T23:59:59.99999999,9999-12-31T23:59:59.999999900",
        "DATETIME,2024-12-31T23:59:59.99999999,2024-12-31T23:59:59.999999900",
        "DATETIME,2024-03-31T02:30:00.1234567890123456789012,2024-03-31T02:30:00.123456700",
        "DATETIME,2024-03-31T02:30:00.,!is not a datetime in ISO form",
        "TIME,23:59:59.99999999,23:59:59.999999900",
        "TIME,24:00:00,00:00",
        "TIME,24:00:00.1,!is not a time in ISO form",
        "TIME,12:00:00+15:00,!has an offset of more than 14 hours; or of seconds",
        "DOUBLE,-0.0,-0.0",
        "DOUBLE,-0,-0.0",
        "DOUBLE,0.0,0.0",
        "UUID,0123abcd-4567-89AB-cdef-0123456789ab,0123abcd-4567-89ab-cdef-0123456789ab",
        "UUID,1-2-3-4-5,!is not a uuid"
      })
  void convertsEveryKind(Kind kind, String text, String expected) {
    assertThat(shown(converted(ColumnType.of(kind), text))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "decimal({0},{1}) of {2} is {3}")
  @CsvSource({
    "5, 2, 1.005, 1.01",
    "5, 2, -1.005, -1.01",
    "5, 2, 1.004999, 1.00",
    "5, 2, 999.99, 999.99",
    "5, 2, 999.995, '!does not fit decimal(5,2)'",
    "5, 2, 1000, '!does not fit decimal(5,2)'",
    "5, 2, 1e2, 100.00",
    "5, 2, 1e999999999, '!does not fit decimal(5,2)'",
    "5, 2, 1e-999999999, 0.00",
    "5, 2, 1e99999999999, '!is not a decimal number'",
    "38, 0, 99999999999999999999999999999999999999, 99999999999999999999999999999999999999",
    "5, 2, '1,5', '!is not a decimal number'",
    "5, 2, NaN, '!is not a decimal number'"
  })
  void roundsDecimalsHalfUp(int precision, int scale, String text, String expected) {
    assertThat(shown(converted(ColumnType.decimal(precision, scale), text))).isEqualTo(expected);
  }

  @Test
  void triesFormatsInTheirOrder() {
    TypeConversion dates =
        TypeConversions.of(
            ColumnType.of(Kind.DATETIME),
            Reading.PLAIN.by(List.of("M/d/yyyy h:mm a", "d.M.yyyy", "dd-MMM-yyyy")));

    assertThat(dates.convert("3/8/2026 2:30 pm")).isEqualTo(LocalDateTime.of(2026, 3, 8, 14, 30));
    assertThat(dates.convert("8.3.2026")).isEqualTo(LocalDateTime.of(2026, 3, 8, 0, 0));
    assertThat(dates.convert("08-MAR-2026")).isEqualTo(LocalDateTime.of(2026, 3, 8, 0, 0));
    assertThat(shown(dates.convert("30.2.2026")))
        .isEqualTo("!is not a datetime in any of the column's formats");
    assertThatThrownBy(
            () ->
                TypeConversions.of(ColumnType.of(Kind.DATE), Reading.PLAIN.by(List.of("yyyy-bb"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cutsOrRefusesLongTextsWithoutSplittingACharacter() {
    String smile = "ab\uD83D\uDE00";
    ColumnType three = ColumnType.string(3);

    assertThat(TypeConversions.of(three, CUT).convert(smile)).isEqualTo("ab");
    assertThat(shown(TypeConversions.of(three, Reading.PLAIN).convert(smile)))
        .isEqualTo("!is longer than 3 characters");
    assertThat(converted(ColumnType.string(4), smile)).isEqualTo(smile);
    assertThat(converted(ColumnType.string(0), "x".repeat(10_000))).hasToString("x".repeat(10_000));
  }

  @Test
  void decodesBase64() {
    assertThat((byte[]) converted(new ColumnType(Kind.BINARY, 3, 0), "AQ\n ID"))
        .containsExactly(1, 2, 3);
    assertThat(shown(converted(new ColumnType(Kind.BINARY, 2, 0), "AQID")))
        .isEqualTo("!is longer than 2 bytes");
    assertThat(shown(converted(ColumnType.of(Kind.BINARY), "?"))).isEqualTo("!is not base64");
    assertThat((byte[]) converted(ColumnType.of(Kind.BINARY), "AQI=")).containsExactly(1, 2);
    assertThat((byte[]) converted(ColumnType.of(Kind.BINARY), "AQ")).containsExactly(1);
    assertThat(shown(converted(ColumnType.of(Kind.BINARY), "AQJ=")))
        .as("bits that make no byte")
        .isEqualTo("!is not base64");
    assertThat(shown(converted(ColumnType.of(Kind.BINARY), "AR"))).isEqualTo("!is not base64");
  }

  @ParameterizedTest(name = "{0} of \"{1}\" is \"{2}\"")
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "TRIM,  a b ,a b",
        "COLLAPSE,  a  b ,a b",
        "UPPER,straße,STRASSE",
        "LOWER,ABC,abc",
        "DIGITS,(012) 34-5,012345",
        "FIRST_NUMBER,about -36.5 months,-36.5",
        "FIRST_NUMBER,none,!is not a number",
        "FIRST_NUMBER,36.5. So it is,36.5",
        "FIRST_NUMBER,1.2.3,!has a number with groups of digits or an exponent",
        "FIRST_NUMBER,12 345 items,12",
        "FIRST_NUMBER,1e5 items,!has a number with groups of digits or an exponent",
        "FIRST_NUMBER,1'234 items,!has a number with groups of digits or an exponent",
        "FLAG, Yes ,1",
        "FLAG,F,0",
        "FLAG,maybe,!is not a flag (Y; N; true; false …)",
        "ROUND,2.5,3",
        "ROUND,-2.5,-3",
        "ROUND,1e9999,!is not a number"
      })
  void convertsTexts(Step step, String text, String expected) {
    assertThat(shown(converted(step, text))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} of \"{1}\" is \"{2}\"")
  @CsvSource(
      delimiter = '|',
      value = {
        "THOUSANDS|1,234.5|1234.5",
        "THOUSANDS|-12,345,678|-12345678",
        "THOUSANDS|about $1,234|about $1234",
        "THOUSANDS|1234.56|1234.56",
        "THOUSANDS|1.5 and more, or less|1.5 and more, or less",
        "THOUSANDS|1,234.|1234.",
        "THOUSANDS|1.234,56|!is not a number with commas between thousands",
        "THOUSANDS|1,5|!is not a number with commas between thousands",
        "THOUSANDS|1234,567|!is not a number with commas between thousands",
        "THOUSANDS|12,34,567|!is not a number with commas between thousands",
        "THOUSANDS|1,,234|!is not a number with commas between thousands",
        "THOUSANDS|1,234.5,6|!is not a number with commas between thousands",
        "COMMA_DECIMAL|1.234,5|1234.5",
        "COMMA_DECIMAL|1.234|1234",
        "COMMA_DECIMAL|1234,5|1234.5",
        "COMMA_DECIMAL|-12.345.678,9|-12345678.9",
        "COMMA_DECIMAL|1,234.56|!is not a number with a decimal comma and points between thousands",
        "COMMA_DECIMAL|1.5|!is not a number with a decimal comma and points between thousands",
        "COMMA_DECIMAL|1.2345|!is not a number with a decimal comma and points between thousands",
        "COMMA_DECIMAL|1,2,3|!is not a number with a decimal comma and points between thousands",
        "FIRST_NUMBER|1,234 items|!has a number with groups of digits or an exponent",
        "FIRST_NUMBER|1,5|!has a number with groups of digits or an exponent"
      })
  void refusesNumbersThatAreGroupedInAnotherWay(Step step, String text, String expected) {
    assertThat(shown(converted(step, text))).isEqualTo(expected);
  }

  @Test
  void readsNumbersOfHostileSize() {
    String number = "1" + ",234".repeat(200_000);
    assertThat(converted(Step.THOUSANDS, number)).hasToString("1" + "234".repeat(200_000));
    assertThat(converted(Step.COMMA_DECIMAL, number)).isInstanceOf(Unusable.class);
    assertThat(converted(Step.FIRST_NUMBER, number)).isInstanceOf(Unusable.class);
    String points = "1" + ".".repeat(500_000) + ",";
    assertThat(converted(Step.THOUSANDS, points)).isEqualTo(points);
  }

  @ParameterizedTest(name = "{0} of {1} is {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "DATE|2026-03-08|2026-03-08",
        "DATE|2026-03-08T00:00:00|2026-03-08",
        "DATE|2026-03-08T01:00:00|!has a time; which a date does not keep",
        "DATE|2026-03-08Z|!has an offset; which a date does not keep",
        "DATETIME|2026-03-08T01:00:00Z|!has an offset; which a datetime does not keep",
        "DATETIME|2026-03-08T01:00:00.12345670|2026-03-08T01:00:00.123456700",
        "DATETIME|2026-03-08T01:00:00.12345678|!has more than 7 digits behind the second; or a second above 59",
        "TIME|01:00:00.00000001|!has more than 7 digits behind the second; or a second above 59",
        "TIME|01:00:00Z|!has an offset; which a time does not keep",
        "DOUBLE|0.1|0.1",
        "DOUBLE|1e3|1000.0",
        "DOUBLE|0.12345678901234567890|!has more digits than a double keeps",
        "DOUBLE|1e-400|!has more digits than a double keeps",
        "DOUBLE|9007199254740993|!has more digits than a double keeps"
      })
  void roundsAndDropsNothingOfWhatIsExact(Kind kind, String text, String expected) {
    assertThat(shown(TypeConversions.of(ColumnType.of(kind), EXACT).convert(text)))
        .isEqualTo(expected);
  }

  @Test
  void refusesDecimalsWithMorePlacesWhereTheyAreExact() {
    TypeConversion exact = TypeConversions.of(ColumnType.decimal(18, 4), EXACT);
    assertThat(shown(exact.convert("0.123456789"))).isEqualTo("!has more than 4 decimal places");
    assertThat(shown(exact.convert("0.12340"))).isEqualTo("0.1234");
    assertThat(shown(converted(ColumnType.decimal(18, 4), "0.123456789"))).isEqualTo("0.1235");
  }

  @ParameterizedTest(name = "{0} in {1} is {2}")
  @CsvSource({
    "2026-03-08T02:30:00, Z, 2026-03-08T02:30Z",
    "2026-03-08T02:30:00, +02:00, 2026-03-08T02:30+02:00",
    "2026-03-08T02:30:00-03:30, +02:00, 2026-03-08T02:30-03:30",
    "2026-07-08T02:30:00, Europe/Berlin, 2026-07-08T02:30+02:00",
    "2026-12-08T02:30:00, Europe/Berlin, 2026-12-08T02:30+01:00",
    "2026-03-29T02:30:00, Europe/Berlin, !is a time that the clocks of its zone skip or show twice",
    "2026-10-25T02:30:00, Europe/Berlin, !is a time that the clocks of its zone skip or show twice",
    "1850-01-01T00:00:00, Europe/Berlin, !has an offset of more than 14 hours; or of seconds",
    "0001-01-01T00:00:00, +01:00, !is outside the years 1 to 9999"
  })
  void takesTheContractsZoneWhereThereIsNoOffset(String text, String zone, String expected) {
    Reading reading =
        new Reading(List.of(), Reading.FIRST_YEAR, ZoneId.of(zone), Inexact.ROUND, TooLong.REJECT);
    assertThat(shown(TypeConversions.of(ColumnType.of(Kind.DATETIMEOFFSET), reading).convert(text)))
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} from {1} is {2}")
  @CsvSource({
    "5/5/62, 1950, 1962-05-05",
    "12/31/99, 1950, 1999-12-31",
    "1/1/50, 1950, 1950-01-01",
    "1/1/49, 1950, 2049-01-01",
    "5/5/62, 2000, 2062-05-05"
  })
  void readsTwoDigitsOfAYearByAPivot(String text, int firstYear, String expected) {
    Reading reading =
        new Reading(List.of("M/d/yy"), firstYear, null, Inexact.ROUND, TooLong.REJECT);
    assertThat(shown(TypeConversions.of(ColumnType.of(Kind.DATE), reading).convert(text)))
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} by {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "DATE|M/d/yy|",
        "DATE|dd.MM.yyyy|",
        "DATE|yyyy-DDD|",
        "DATE|YYYY-'W'ww-e|",
        "DATE|[d.M.yyyy][yyyy-MM-dd]|",
        "DATE|yyyyMMdd|",
        "DATETIME|d.M.yyyy[ HH:mm]|",
        "DATETIME|dd.MM.yyyy hh:mm a|",
        "DATETIME|dd.MM.yyyy HH:mm z|",
        "DATETIMEOFFSET|dd.MM.yyyy HH:mm z|",
        "DATETIMEOFFSET|yyyy-MM-dd'T'HH:mm:ssXXX|",
        "TIME|HHmm|",
        "TIME|dd.MM.yyyy HH:mm|",
        "DATETIME|dd.MM.yyyy hh:mm|no format gives a time, which a datetime needs",
        "TIME|dd.MM.yyyy hh:mm|gives no time (h counts to 12",
        "DATETIME|dd.MM.yyyy|no format gives a time",
        "DATE|YYYY-MM-dd|gives no date (Y is the year of weeks",
        "DATETIME|dd.MM.yyyy HH:MM|has M twice (M is the month",
        "DATE|yyyy-MM-DD|has D, the day of the year",
        "DATE|MM/yyyy|gives no date",
        "DATE|HH:mm|gives no date",
        "TIME|yyyy|gives no time",
        "DATETIMEOFFSET|dd.MM.yyyy HH:mm|gives no offset, and the contract names no zone",
        "DATE|yyyy-bb|not a date pattern",
        "DATE|yyyy-MM-dd]|not a date pattern"
      })
  void knowsPatternsThatCannotGiveWhatTheirColumnNeeds(Kind kind, String format, String fault) {
    String found = Patterns.fault(kind, Reading.PLAIN.by(List.of(format)));
    if (fault == null) {
      assertThat(found).isNull();
    } else {
      assertThat(found).contains(fault);
    }
  }

  @Test
  void takesADateForItsMidnightBesideAFormatWithATime() {
    assertThat(
            Patterns.fault(Kind.DATETIME, Reading.PLAIN.by(List.of("d.M.yyyy HH:mm", "d.M.yyyy"))))
        .isNull();
    assertThat(Patterns.fault(Kind.DATETIME, Reading.PLAIN.by(List.of("common")))).isNull();
    assertThat(Patterns.fault(Kind.DATETIME, Reading.PLAIN)).isNull();
  }

  @Test
  void keepsTheFirstDigits() {
    assertThat(converted(Step.FIRST_DIGITS, "up to $40")).isEqualTo("40");
    assertThat(converted(Step.FIRST_DIGITS, "-5")).isEqualTo("5");
    assertThat(converted(Step.FIRST_DIGITS, "1,234")).isEqualTo("1");
    assertThat(converted(Step.FIRST_DIGITS, "36.50%")).isEqualTo("36.50");
    assertThat(converted(Step.FIRST_DIGITS, " none ")).isEqualTo("none");
  }

  @Test
  void cutsByCharactersNotByUnits() {
    assertThat(converted(Step.LEFT, "abcdef", "3")).isEqualTo("abc");
    assertThat(converted(Step.LEFT, "\uD83D\uDE00bc", "1")).isEqualTo("\uD83D\uDE00");
    assertThat(converted(Step.LEFT, "ab", "3")).isEqualTo("ab");
  }

  @Test
  void takesWordsForBlank() {
    assertThat(converted(Step.BLANK, " NULL ", "null", "none")).isEqualTo("");
    assertThat(converted(Step.BLANK, "nulls", "null", "none")).isEqualTo("nulls");
  }

  @Test
  void decodesHtml() {
    assertThat(converted(Step.HTML, "A &amp; B")).isEqualTo("A & B");
    assertThat(converted(Step.HTML, "a &copy b &notit; &LTx")).isEqualTo("a \u00A9 b \u00ACit; <x");
    assertThat(converted(Step.HTML, "&#65;&#x42;&#x80;&#0;&#1;")).isEqualTo("AB\u20AC\uFFFD");
    assertThat(converted(Step.HTML, "&;&# &#x; &unknown; R&D"))
        .isEqualTo("&;&# &#x; &unknown; R&D");
    assertThat(converted(Step.HTML, "&#99999999999;")).isEqualTo("\uFFFD");
  }

  private static Object converted(Step step, String text, String... arguments) {
    return TextConversions.of(new Converter(step, List.of(arguments))).convert(text);
  }

  private static Object converted(ColumnType type, String text) {
    return TypeConversions.of(type, Reading.PLAIN).convert(text);
  }

  /** Commas stand in the tables' way. */
  private static String shown(Object value) {
    return value instanceof Unusable unusable
        ? '!'
            + (unusable.reason().contains("(5,2)")
                ? unusable.reason()
                : unusable.reason().replace(",", ";"))
        : String.valueOf(value);
  }
}
