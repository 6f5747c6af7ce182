package io.xmlfleet.contract.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.contract.Converter;
import io.xmlfleet.contract.Converter.Step;
import io.xmlfleet.contract.TooLong;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text to the values of column types; {@code !} is what cannot be used. */
class TypeConversionsTest {
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
        "DATETIMEOFFSET,2026-03-08T02:30:00,!is not a datetimeoffset in ISO form",
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
            List.of("M/d/yyyy h:mm a", "d.M.yyyy", "dd-MMM-yyyy"),
            TooLong.REJECT);

    assertThat(dates.convert("3/8/2026 2:30 pm")).isEqualTo(LocalDateTime.of(2026, 3, 8, 14, 30));
    assertThat(dates.convert("8.3.2026")).isEqualTo(LocalDateTime.of(2026, 3, 8, 0, 0));
    assertThat(dates.convert("08-MAR-2026")).isEqualTo(LocalDateTime.of(2026, 3, 8, 0, 0));
    assertThat(shown(dates.convert("30.2.2026")))
        .isEqualTo("!is not a datetime in any of the column's formats");
    assertThatThrownBy(
            () -> TypeConversions.of(ColumnType.of(Kind.DATE), List.of("yyyy-bb"), TooLong.REJECT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cutsOrRefusesLongTextsWithoutSplittingACharacter() {
    String smile = "ab\uD83D\uDE00";
    ColumnType three = ColumnType.string(3);

    assertThat(TypeConversions.of(three, List.of(), TooLong.CUT).convert(smile)).isEqualTo("ab");
    assertThat(shown(TypeConversions.of(three, List.of(), TooLong.REJECT).convert(smile)))
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

  @Test
  void readsThousandsAndDecimalCommas() {
    assertThat(converted(Step.THOUSANDS, "1,234.5")).isEqualTo("1234.5");
    assertThat(converted(Step.COMMA_DECIMAL, "1.234,5")).isEqualTo("1234.5");
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
    return TypeConversions.of(type, List.of(), TooLong.REJECT).convert(text);
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
