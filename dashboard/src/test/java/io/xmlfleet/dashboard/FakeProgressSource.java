package io.xmlfleet.dashboard;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.message.ProgressReport;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A progress topic of this test's own. */
final class FakeProgressSource implements ProgressSource {
  private final BlockingQueue<ProgressReport> coming = new LinkedBlockingQueue<>();
  private final AtomicInteger followers = new AtomicInteger();

  void publish(ProgressReport report) {
    coming.add(report);
  }

  /** How often somebody began to follow. */
  int followers() {
    return followers.get();
  }

  @Override
  public void follow(Consumer<ProgressReport> visitor, Runnable caughtUp, BooleanSupplier goOn) {
    followers.incrementAndGet();
    caughtUp.run();
    while (goOn.getAsBoolean()) {
      try {
        ProgressReport report = coming.poll(20, TimeUnit.MILLISECONDS);
        if (report != null) {
          visitor.accept(report);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InfrastructureException("interrupted", e);
      }
    }
  }
}
