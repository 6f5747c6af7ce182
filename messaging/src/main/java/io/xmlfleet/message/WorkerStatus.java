package io.xmlfleet.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A worker's sign of life, published on the results topic between outcomes. Immutable.
 *
 * @param since when it entered this state
 * @param reason why it waits, or what it died of; null while it works
 */
public record WorkerStatus(
    String worker, State state, Instant since, @Nullable String reason, Instant at) {
  /** What a worker is doing. */
  public enum State {
    WORKING,
    WAITING_FOR_DATABASE,
    /** It holds its outcomes until the broker takes them. */
    WAITING_FOR_BROKER,
    /** It does not move any more, and another one takes its place. */
    STUCK,
    STOPPED
  }
}
