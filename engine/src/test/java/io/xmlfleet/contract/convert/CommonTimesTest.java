package io.xmlfleet.contract.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The format {@code common}; {@code !} is no date. */
class CommonTimesTest {
  @ParameterizedTest(name = "\"{0}\" is {1}")
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      delimiter = '|',
      value = {
        // year first, with a time; nothing behind it is dropped
        "2026-03-08 02:30:05|2026-03-08T02:30:05",
        "2026-3-8 2:3:05|2026-03-08T02:03:05",
        "2026-03-08 02:30:05.1234567|2026-03-08T02:30:05.123456700",
        "2026-03-08 02:30:05.5 and so on|!",
        "2026-03-08 02:30:05+02:00|2026-03-08T02:30:05+02:00",
        "2026-03-08 02:30:60|2026-03-08T02:30:59",
        "2026-03-08 02:30:61.25|2026-03-08T02:30:59.250",
        "2026-03-08 02:30:99|2026-03-08T02:30:59",
        "2026-03-08 02:30:123|!",
        "2026-03-08 02:60:00|!",
        "2026-03-08 24:00:00|2026-03-09T00:00",
        "2026-02-30 02:30:05|!",
        "2026-13-01 02:30:05|!",
        "0000-01-01 00:00:00|0000-01-01T00:00",
        "2026-03-08 03:15:00 PM|2026-03-08T15:15",
        "2026-03-08 12:15:00am|2026-03-08T00:15",
        "2026-03-08 13:15:00 PM|!",
        "2026-03-08 02:30:05 +02:00|2026-03-08T02:30:05+02:00",
        "2026-03-08 02:30:05 -0530|2026-03-08T02:30:05-05:30",
        "2026-03-08 02:30:05.123456789|2026-03-08T02:30:05.123456700",
        "2026-03-08 02:30:05 CET|!",
        "2026-03-08 02:30:05 02:00|!",
        "3/8/2026 1:02:03.25 PM|2026-03-08T13:02:03.250",
        "3/8/2026 1:02:03 +01:00|2026-03-08T01:02:03+01:00",
        "2026-03-08+02:00|2026-03-08+02:00",
        "2026-03-08x02:30|!",
        "12:34:56|!",
        // year first
        "2026-03-08|2026-03-08",
        "2026-3-8|2026-03-08",
        "2026-03- 8|2026-03-08",
        "2026-3-8 2:3:5|2026-03-08T02:03:05",
        "2026-03-08   23:59:5|2026-03-08T23:59:05",
        "2026-03-08 02:30|2026-03-08T02:30",
        "2026-02-29|!",
        "2024-02-29|2024-02-29",
        "2026-02-30|!",
        "2026-08-13|2026-08-13",
        "2026-13-08|!",
        "26-03-08|!",
        // month first, day first only where that cannot be
        "3/8/2026|2026-03-08",
        "03/08/2026|2026-03-08",
        "12/12/2026|2026-12-12",
        "13/8/2026|2026-08-13",
        "13/08/2026 9:05:00|2026-08-13T09:05",
        "13/13/2026|!",
        "2/30/2026|!",
        "30/2/2026|!",
        "31/4/2026|!",
        "4/31/2026|!",
        "3/8/26|!",
        " 3/ 8/2026|2026-03-08",
        "3/8/2026 23:59:59|2026-03-08T23:59:59",
        "3/8/2026 23:59:60|!",
        "3/8/2026 24:00:00|2026-03-09T00:00",
        "3/8/2026 9:15|!",
        "3/8/2026 12:00:00 AM|2026-03-08T00:00",
        "3/8/2026 12:00:00 PM|2026-03-08T12:00",
        "3/8/2026 1:02:03 pm|2026-03-08T13:02:03",
        "3/8/2026 11:59:59 aM|2026-03-08T11:59:59",
        "3/8/2026 13:00:00 PM|!",
        "3/8/2026 0:00:00 AM|!",
        "13/8/2026 1:00:00 PM|!",
        // ISO 8601
        "20260308|2026-03-08",
        "20260230|!",
        "202603-08|!",
        "2026-0308|!",
        "2026-03|!",
        "2026-03-08T02|2026-03-08T02:00",
        "2026-03-08T02:30|2026-03-08T02:30",
        "2026-03-08T0230|2026-03-08T02:30",
        "20260308T023005|2026-03-08T02:30:05",
        "20260308T023005,5|2026-03-08T02:30:05.500",
        "2026-03-08T02:30:05.1234567890|2026-03-08T02:30:05.123456700",
        "2026-03-08T02:30:05Z|2026-03-08T02:30:05Z",
        "2026-03-08T02:30:05+02:00|2026-03-08T02:30:05+02:00",
        "2026-03-08T02:30:05-0330|2026-03-08T02:30:05-03:30",
        "2026-03-08T02:30:05+02|2026-03-08T02:30:05+02:00",
        "2026-03-08T02:30:05+02:00:30|!",
        "2026-03-08T02:30:05+19:00|2026-03-08T02:30:05+18:00",
        "2026-03-08T02:30:05+02:60|!",
        "2026-03-08T02:30:60|!",
        "2026-03-08T24:00:00|2026-03-09T00:00",
        "2026-03-08Z|2026-03-08Z",
        "2026-W10-7|2026-03-08",
        "2026W107|2026-03-08",
        "2026-W10|2026-03-02",
        "2026W10|2026-03-02",
        "2026W10-7|!",
        "2026-W107|!",
        "2026-W01-1|2025-12-29",
        "2026-W53-7|2027-01-03",
        "2025-W53-1|!",
        "2026-W00-1|!",
        "2026-W10-0|!",
        "2026-W10-8|!",
        "2026-W10-7T02:30+01:00|2026-03-08T02:30+01:00",
        "9999-W52-7|+10000-01-02",
        "9999-12-31|9999-12-31",
        "0001-01-01|0001-01-01",
        "0001-W01-1|0001-01-01",
        // no date
        "|!",
        "today|!",
        "8 March 2026|!",
        "2026|!",
        "2026-03-08x|!",
        "٢٠٢٦-03-08|!",
        "1e5|!"
      })
  void readsTheListedForms(String text, String expected) {
    Moment read = CommonTimes.parse(text == null ? "" : text);
    assertThat(read == null ? "!" : shown(read)).isEqualTo(expected);
  }

  private static String shown(Moment moment) {
    return moment.date()
        + (moment.time() == null ? "" : "T" + moment.time())
        + (moment.zone() == null ? "" : moment.zone());
  }

  @Test
  void comesAfterTheContractsOwnPatterns() {
    TypeConversion dates =
        TypeConversions.of(
            ColumnType.of(Kind.DATE), Reading.PLAIN.by(List.of("common", "d/M/yyyy")));
    assertThat(dates.convert("3/8/2026")).hasToString("2026-08-03");
    assertThat(dates.convert("3/13/2026")).hasToString("2026-03-13");
    assertThat(dates.convert("soon"))
        .isEqualTo(new Unusable("is not a date in any of the column's formats"));
  }

  @Property(seed = "20261124", tries = 3_000)
  void neverThrows(@ForAll String text) {
    for (Kind kind : List.of(Kind.DATE, Kind.TIME, Kind.DATETIME, Kind.DATETIMEOFFSET)) {
      assertThat(
              TypeConversions.of(ColumnType.of(kind), Reading.PLAIN.by(List.of("common")))
                  .convert(text))
          .isNotNull();
    }
  }

  @Property(seed = "20261124", tries = 20_000)
  void neverThrowsForWhatLooksLikeADate(
      @ForAll
          @StringLength(max = 30)
          @Chars({
            '0', '1', '2', '3', '5', '6', '9', '-', '/', ':', '.', ',', ' ', 'T', 'W', 'Z', '+',
            'A', 'P', 'M', 'm'
          })
          String text) {
    Object read =
        TypeConversions.of(ColumnType.of(Kind.DATE), Reading.PLAIN.by(List.of("common")))
            .convert(text);
    assertThat(
            read instanceof Unusable
                || (read instanceof LocalDate date
                    && date.getYear() >= 1
                    && date.getYear() <= 9999))
        .isTrue();
  }
}
