package io.xmlfleet.dashboard;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one open page still has to be told: the latest report, since each one says everything, as
 * JSON that all pages share. So a slow reader holds up nobody and holds one report. Thread-safe;
 * taken by one thread.
 */
final class Subscription implements AutoCloseable {
  /** Empty: the end. */
  private final BlockingQueue<Optional<String>> latest = new ArrayBlockingQueue<>(1);

  private final String run;
  private final Consumer<Subscription> ended;
  private volatile boolean closed;

  Subscription(String run, Consumer<Subscription> ended) {
    this.run = run;
    this.ended = ended;
  }

  String run() {
    return run;
  }

  boolean closed() {
    return closed;
  }

  synchronized void offer(String report) {
    if (!closed) {
      latest.clear();
      latest.add(Optional.of(report));
    }
  }

  /** Waits for a report that was not taken yet; null if none comes in time, or never any more. */
  @Nullable String await(Duration limit) throws InterruptedException {
    Optional<String> next = latest.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    return next == null ? null : next.orElse(null);
  }

  /** Ends it; whoever waits returns at once. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      latest.clear();
      latest.add(Optional.empty());
    }
    ended.accept(this);
  }
}
