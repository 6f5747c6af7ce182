package io.xmlfleet.dashboard;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.XmlfleetException;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.letter.DeadLetterEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The open letters as everybody sees them: read when somebody asks, and not again before ten times
 * as long as that took has passed, so that many open pages cost no more than one. Who asks while
 * they are read waits for that reading, and no longer than a while; no lock is held meanwhile.
 * Thread-safe.
 */
final class LetterCache {
  private static final long SHORTEST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long AFTER_A_FAILURE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int REST = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** One reading of the topic, by the first who asked. */
  private final class Reading extends FutureTask<List<DeadLetterEntry>> {
    private final long begunNanos = System.nanoTime();
    private volatile long validUntilNanos = begunNanos;

    Reading() {
      super(() -> List.copyOf(letterService.letters()));
    }

    @Override
    protected void set(List<DeadLetterEntry> letters) {
      long now = System.nanoTime();
      validUntilNanos = now + Math.max(SHORTEST_NANOS, REST * (now - begunNanos));
      super.set(letters);
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

  private final DeadLetterService letterService;
  private final Duration patience;
  private @Nullable Reading latest;

  LetterCache(DeadLetterService letterService) {
    this(letterService, PATIENCE);
  }

  LetterCache(DeadLetterService letterService, Duration patience) {
    this.letterService = letterService;
    this.patience = patience;
  }

  /**
   * The open letters, by run and sequence.
   *
   * @throws InfrastructureException if they cannot be read, or others have been reading them for
   *     too long
   */
  List<DeadLetterEntry> letters() {
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
          "the dead letters are being read, and that takes long; try again", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof XmlfleetException) {
        throw new InfrastructureException(String.valueOf(cause.getMessage()), cause);
      }
      throw new IllegalStateException(cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfrastructureException("interrupted while the dead letters were read", e);
    }
  }

  Optional<DeadLetterEntry> letter(ItemId item) {
    return letters().stream().filter(letter -> letter.item().equals(item)).findFirst();
  }

  /** Somebody did something to them: what is being read may be older. */
  synchronized void invalidate() {
    latest = null;
  }
}
