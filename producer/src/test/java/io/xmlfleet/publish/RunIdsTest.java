package io.xmlfleet.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.item.ItemId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RunIdsTest {
  @Test
  void startsWithTheSecondInUtc() {
    Clock clock =
        Clock.fixed(Instant.parse("2026-11-24T02:08:12.9Z"), ZoneId.of("America/St_Johns"));
    String run = RunIds.generate(clock, new Random(1));
    assertThat(run).matches("20261124-020812-[2-9b-z]{4}");
    ItemId.requireRunId(run);
    assertThat(RunIds.generate(clock, new Random(2))).isNotEqualTo(run);
  }

  @Test
  void isNoOptionOfAnotherCommand() {
    assertThat(RunIds.require("2026-r")).isEqualTo("2026-r");
    assertThatThrownBy(() -> RunIds.require("-r"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("\"-r\" would be taken for an option");
  }
}
