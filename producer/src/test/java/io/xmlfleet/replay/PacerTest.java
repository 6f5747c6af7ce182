package io.xmlfleet.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.testing.TickingClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacerTest {
  private final List<Duration> waits = new ArrayList<>();
  private final TickingClock clock = TickingClock.standing();
  private boolean asked;

  @ParameterizedTest
  @CsvSource({
    "50/s, 50, PT1S, 50",
    "30/min, 30, PT1M, 1",
    "120/min, 120, PT1M, 2",
    "9/h, 9, PT1H, 1"
  })
  void readsRates(String text, int documents, Duration per, int atOnce) {
    ReplayRate rate = ReplayRate.parse(text);
    assertThat(rate).isEqualTo(new ReplayRate(documents, per));
    assertThat(rate.atOnce()).isEqualTo(atOnce);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "50", "0/s", "-1/s", "50/sec", "50/", "/s", "1.5/s", "9999999/s"})
  void refusesWhatIsNoRate(String text) {
    assertThatThrownBy(() -> ReplayRate.parse(text))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("50/s, 30/min or 100/h");
  }

  @Test
  void neverWaitsWithoutARate() {
    Pacer pacer = pacer(null);
    assertThat(pacer.atOnce(500)).isEqualTo(500);
    assertThat(pacer.await(500)).isTrue();
    assertThat(pacer.await(500)).isTrue();
    assertThat(waits).containsOnly(Duration.ZERO);
  }

  @Test
  void sendsSoManyInSuchATime() {
    Pacer pacer = pacer("10/s");
    assertThat(pacer.atOnce(500)).isEqualTo(10);
    assertThat(pacer.atOnce(3)).isEqualTo(3);
    pacer.await(10);
    pacer.await(10);
    pacer.await(5);
    pacer.await(1);
    assertThat(waits)
        .containsExactly(
            Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(500));
  }

  @Test
  void countsTheTimeThatSendingTakesAndMakesUpForNone() {
    Pacer pacer = pacer("60/min");
    pacer.await(1);
    clock.advance(Duration.ofMillis(300));
    clock.set(Duration.ofMinutes(-10));
    pacer.await(1);
    clock.advance(Duration.ofSeconds(60));
    clock.set(Duration.ofHours(1));
    pacer.await(1);
    pacer.await(1);
    assertThat(waits)
        .containsExactly(
            Duration.ZERO, Duration.ofMillis(700), Duration.ZERO, Duration.ofSeconds(1));
  }

  @Test
  void stopsWhenSomebodyAsks() {
    Pacer pacer = pacer("1/h");
    assertThat(pacer.await(1)).isTrue();
    asked = true;
    assertThat(pacer.await(1)).isFalse();
  }

  private Pacer pacer(String rate) {
    return new Pacer(rate == null ? null : ReplayRate.parse(rate), this::await, clock);
  }

  private boolean await(Duration limit) {
    waits.add(limit);
    clock.advance(limit);
    return asked;
  }
}
