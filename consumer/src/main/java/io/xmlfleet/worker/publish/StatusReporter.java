package io.xmlfleet.worker.publish;

import io.xmlfleet.failure.Stopwatch;
import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.message.WorkerStatus.State;
import io.xmlfleet.message.WorkerVitals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A worker's state: announced on each change and every ten seconds. Written by the worker's thread,
 * read by any.
 */
public final class StatusReporter {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final OutcomePublisher publisher;
  private final Clock clock;
  private volatile WorkerStatus current;
  private volatile Stopwatch sinceSign;
  private boolean announced;
  private @Nullable WorkerVitals vitals;

  public StatusReporter(String worker, OutcomePublisher publisher, Clock clock) {
    this.publisher = publisher;
    this.clock = clock;
    this.sinceSign = Stopwatch.start(clock);
    Instant now = clock.instant();
    this.current = new WorkerStatus(worker, State.WORKING, now, null, now);
  }

  public WorkerStatus current() {
    return current;
  }

  /** What the next announcements tell beside the state; for the worker's thread. */
  public void tell(WorkerVitals now) {
    vitals = now;
  }

  public void enter(State state, @Nullable String reason) {
    if (!announced || state != current.state()) {
      Instant now = clock.instant();
      announce(new WorkerStatus(current.worker(), state, now, reason, now, vitals));
    } else if (!Objects.equals(reason, current.reason())) {
      // News enough for the next sign of life, not for one of its own.
      current = new WorkerStatus(current.worker(), state, current.since(), reason, current.at());
    }
  }

  /** Says, on behalf of a worker that cannot, that it does not move. For any thread. */
  public void stuck(String reason) {
    Instant now = clock.instant();
    publisher.announce(new WorkerStatus(current.worker(), State.STUCK, now, reason, now));
  }

  /** Says that the worker lives, if it is time to. */
  public void tick() {
    if (sinceSign.reached(INTERVAL)) {
      announce(
          new WorkerStatus(
              current.worker(),
              current.state(),
              current.since(),
              current.reason(),
              clock.instant(),
              vitals));
    }
  }

  private void announce(WorkerStatus status) {
    current = status;
    sinceSign = Stopwatch.start(clock);
    announced = true;
    publisher.announce(status);
  }
}
