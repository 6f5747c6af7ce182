package io.xmlfleet.cli.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.UsageException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstantParserTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "90s, 2026-11-24T11:58:30Z",
    "30m, 2026-11-24T11:30:00Z",
    "2h, 2026-11-24T10:00:00Z",
    "7d, 2026-11-17T12:00:00Z",
    "2026-11-24T02:08:12Z, 2026-11-24T02:08:12Z",
    "2026-11-24T02:08:12.345Z, 2026-11-24T02:08:12.345Z",
    "2026-11-24T02:08+01:00, 2026-11-24T01:08:00Z"
  })
  void readsWhatPeopleWrite(String text, Instant moment) {
    assertThat(InstantParser.parse("--since", text, CLOCK)).isEqualTo(moment);
  }

  @Test
  void takesTheTimeZoneOfThisMachineWhereNoneIsGiven() {
    ZoneId here = ZoneId.systemDefault();
    assertThat(InstantParser.parse("--since", "2026-11-24", CLOCK))
        .isEqualTo(LocalDateTime.of(2026, 11, 24, 0, 0).atZone(here).toInstant());
    assertThat(InstantParser.parse("--since", "2026-11-24T02:08", CLOCK))
        .isEqualTo(LocalDateTime.of(2026, 11, 24, 2, 8).atZone(here).toInstant());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2", "2w", "-2h", "2026-13-01", "999999999d999999999d"})
  void refusesTheRestAndSaysWhatItTakes(String text) {
    assertThatThrownBy(() -> InstantParser.parse("--until", text, CLOCK))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--until takes")
        .hasMessageEndingWith("not \"" + text + '"');
  }
}
