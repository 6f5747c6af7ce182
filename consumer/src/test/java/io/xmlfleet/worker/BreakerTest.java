package io.xmlfleet.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.worker.Breaker.Signal;
import io.xmlfleet.worker.Breaker.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakerTest {
  @ParameterizedTest
  @CsvSource({
    "CLOSED,    LOADED,           CLOSED",
    "CLOSED,    LOAD_FAILED,      OPEN",
    "OPEN,      PROBE_UNANSWERED, OPEN",
    "OPEN,      PROBE_ANSWERED,   HALF_OPEN",
    "HALF_OPEN, LOADED,           CLOSED",
    "HALF_OPEN, LOAD_FAILED,      OPEN"
  })
  void moves(State from, Signal signal, State to) {
    assertThat(Breaker.next(from, signal)).isEqualTo(to);
  }

  @ParameterizedTest
  @CsvSource({
    "CLOSED,    PROBE_ANSWERED",
    "CLOSED,    PROBE_UNANSWERED",
    "OPEN,      LOADED",
    "OPEN,      LOAD_FAILED",
    "HALF_OPEN, PROBE_ANSWERED",
    "HALF_OPEN, PROBE_UNANSWERED"
  })
  void refusesWhatCannotHappen(State from, Signal signal) {
    assertThatThrownBy(() -> Breaker.next(from, signal))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(signal.name());
  }
}
