package io.xmlfleet.contract.convert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "PT90M, HOURS, 1.5",
    "P1Y6M, YEARS, 1.5",
    "P1Y6M, MONTHS, 18",
    "P30M, YEARS, 2.5",
    "P2W, DAYS, 14",
    "P1DT1H1M1.5S, SECONDS, 90061.5",
    "'PT0,25H', MINUTES, 15",
    "-PT36H, DAYS, -1.5",
    "' P1000D ', DAYS, 1000",
    "P0Y0M3D, DAYS, 3",
    "PT0S, MONTHS, 0",
    "P999999999999999999D, SECONDS, 86399999999999999913600",
    "PT0.000000000000000001S, SECONDS, 0.000000000000000001",
  })
  void becomesANumberOfItsUnit(String duration, Durations.Unit unit, String number) {
    assertThat(Durations.in(unit).convert(duration)).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({
    "P1M, DAYS",
    "P1Y, SECONDS",
    "P1D, MONTHS",
    "PT10S, MINUTES",
    "P1M, YEARS",
    "P1M1D, DAYS"
  })
  void isUnusableWhereItIsNoSuchNumber(String duration, Durations.Unit unit) {
    assertThat(Durations.in(unit).convert(duration))
        .isEqualTo(new Unusable("is not an exact number of " + unit));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "P",
        "PT",
        "P1DT",
        "1D",
        "P1H",
        "PT1D",
        "P-1D",
        "+P1D",
        "P1",
        "P1D2",
        "P1S",
        "p1d",
        "P1.D",
        "P.5D",
        "P1M1Y",
        "P1.5DT1H",
        "PT1.5M1S",
        "P1D P1D",
        "P1234567890123456789D",
        "1",
        "P\u0661D"
      })
  void isADurationOfIso8601(String text) {
    assertThat(Durations.in(Durations.Unit.DAYS).convert(text))
        .isEqualTo(new Unusable("is not a duration of ISO 8601"));
  }
}
