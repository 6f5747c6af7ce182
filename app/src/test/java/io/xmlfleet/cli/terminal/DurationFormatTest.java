package io.xmlfleet.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationFormatTest {
  @ParameterizedTest
  @CsvSource({
    "-5, 0s",
    "0, 0s",
    "59, 59s",
    "60, 1m 00s",
    "3599, 59m 59s",
    "3600, 1h 00m",
    "86399, 23h 59m",
    "90000, 1d 01h"
  })
  void writesTheTwoLargestUnits(long seconds, String text) {
    assertThat(DurationFormat.text(Duration.ofSeconds(seconds))).isEqualTo(text);
  }

  @Test
  void takesWhatIsYetToComeForNow() {
    Instant now = Instant.EPOCH;
    assertThat(DurationFormat.since(now.plusSeconds(3), now)).isZero();
    assertThat(DurationFormat.since(now.minusSeconds(3), now)).isEqualTo(Duration.ofSeconds(3));
  }
}
