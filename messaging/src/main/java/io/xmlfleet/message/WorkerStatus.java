package io.xmlfleet.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A worker's sign of life, published on the results topic between outcomes. Immutable.
 *
 * @param since when it entered this state
 * @param reason why it waits, or what it died of; null while it works
 * @param vitals null of one that has not begun to work, or is of a former version
 */
public record WorkerStatus(
    String worker,
    State state,
    Instant since,
    @Nullable String reason,
    Instant at,
    @Nullable WorkerVitals vitals) {
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

  /** One that tells nothing else. */
  public WorkerStatus(
      String worker, State state, Instant since, @Nullable String reason, Instant at) {
    this(worker, state, since, reason, at, null);
  }
}
