package io.xmlfleet.dashboard;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.XmlfleetException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that takes time to be read, as everybody sees it: read when somebody asks, and not
 * again before ten times as long as that took has passed, so that many open pages cost no more than
 * one. Who asks while it is read waits for that reading, and no longer than a while; no lock is
 * held meanwhile. Thread-safe.
 */
final class SharedReading<T> {
  private static final long SHORTEST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long AFTER_A_FAILURE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int REST = 10;
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** One reading, by the first who asked. */
  private final class Reading extends FutureTask<T> {
    private final long begunNanos = System.nanoTime();
    private volatile long validUntilNanos = begunNanos;

    Reading() {
      super(reader::get);
    }

    @Override
    protected void set(T result) {
      long now = System.nanoTime();
      validUntilNanos = now + Math.max(SHORTEST_NANOS, REST * (now - begunNanos));
      super.set(result);
    }

    @Override
    protected void setException(Throwable failure) {
      validUntilNanos = System.nanoTime() + AFTER_A_FAILURE_NANOS;
      super.setException(failure);
    }

    boolean isOver() {
      return isDone() && System.nanoTime() - validUntilNanos >= 0;
    }
  }

  private final String what;
  private final Supplier<T> reader;
  private final Duration patience;
  private @Nullable Reading latest;

  /**
   * Reads nothing yet.
   *
   * @param what is read, as messages name it: "the dead letters"
   */
  SharedReading(String what, Supplier<T> reader, Duration patience) {
    this.what = what;
    this.reader = reader;
    this.patience = patience;
  }

  /**
   * What was read.
   *
   * @throws InfrastructureException if it cannot be read, or others have been reading it for too
   *     long
   */
  T get() {
    Reading reading;
    synchronized (this) {
      if (latest == null || latest.isOver()) {
        latest = new Reading();
      }
      reading = latest;
    }
    reading.run(); // does nothing where somebody else has begun it
    try {
      return reading.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new InfrastructureException(
          what + " are being read, and that takes long; try again", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof XmlfleetException) {
        throw new InfrastructureException(String.valueOf(cause.getMessage()), cause);
      }
      throw new IllegalStateException(cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfrastructureException("interrupted while " + what + " were read", e);
    }
  }

  /** Somebody did something to it: what is being read may be older. */
  synchronized void invalidate() {
    latest = null;
  }
}
