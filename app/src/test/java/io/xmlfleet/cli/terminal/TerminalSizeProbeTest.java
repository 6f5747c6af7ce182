package io.xmlfleet.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.testing.TickingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TerminalSizeProbeTest {
  private static final TerminalSize FIRST = new TerminalSize(80, 24);
  private static final TerminalSize WIDE = new TerminalSize(200, 50);
  private static final TerminalSize NARROW = new TerminalSize(40, 10);

  private final TickingClock clock = new TickingClock(Instant.EPOCH, Duration.ZERO);

  @Test
  void asksAgainAfterASecond() {
    TerminalSizeProbe probe = probe(List.of(Optional.of(WIDE), Optional.of(NARROW)));

    assertThat(probe.get()).isEqualTo(WIDE);
    clock.advance(Duration.ofMillis(999));
    assertThat(probe.get()).isEqualTo(WIDE);
    clock.advance(Duration.ofMillis(1));
    assertThat(probe.get()).isEqualTo(NARROW);
  }

  @Test
  void keepsTheLastSizeWhereThereIsNoAnswer() {
    TerminalSizeProbe probe = probe(List.of(Optional.empty(), Optional.of(WIDE), Optional.empty()));

    assertThat(probe.get()).isEqualTo(FIRST);
    clock.advance(Duration.ofSeconds(1));
    assertThat(probe.get()).isEqualTo(WIDE);
    clock.advance(Duration.ofSeconds(1));
    assertThat(probe.get()).isEqualTo(WIDE);
  }

  private TerminalSizeProbe probe(List<Optional<TerminalSize>> answers) {
    Deque<Optional<TerminalSize>> left = new ArrayDeque<>(answers);
    return new TerminalSizeProbe(left::removeFirst, FIRST, clock);
  }
}
