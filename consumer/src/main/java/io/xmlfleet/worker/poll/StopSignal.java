package io.xmlfleet.worker.poll;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;

/** Asks a worker to finish what it has in hand and leave. Thread-safe. */
public final class StopSignal {
  private final CountDownLatch raised = new CountDownLatch(1);

  public void raise() {
    raised.countDown();
  }

  public boolean raised() {
    return raised.getCount() == 0;
  }

  /**
   * Waits until it is raised, or the time is over.
   *
   * @throws InterruptException if interrupted, as a poll is
   */
  void await(Duration limit) {
    try {
      boolean unused = raised.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
