package io.xmlfleet.worker.poll;

import io.xmlfleet.failure.Deadline;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;

/** Asks a worker to finish what it has in hand and leave. Thread-safe. */
public final class StopSignal {
  /** So long a poll or a wait may take before the worker looks at the signal again. */
  static final Duration LONGEST_PART = Duration.ofMillis(200);

  private final CountDownLatch raised = new CountDownLatch(1);

  public void raise() {
    raised.countDown();
  }

  public boolean raised() {
    return raised.getCount() == 0;
  }

  /**
   * Lets time pass, and looks after the group meanwhile: before each part of the wait, none of
   * which is longer than a poll may be. Ends early when it is raised.
   *
   * @throws InterruptException if interrupted, as a poll is
   */
  void await(Duration limit, Clock clock, Runnable signOfLife) {
    Deadline end = Deadline.after(limit, clock);
    try {
      do {
        signOfLife.run();
        Duration left = end.remaining();
        Duration part = left.compareTo(LONGEST_PART) < 0 ? left : LONGEST_PART;
        boolean unused = raised.await(part.toNanos(), TimeUnit.NANOSECONDS);
      } while (!end.remaining().isZero() && !raised());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
