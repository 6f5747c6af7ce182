package io.xmlfleet.dashboard;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.letter.DeadLetterEntry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The open letters as everybody sees them: read when somebody asks, and not again before ten times
 * as long as that took has passed, so that many open pages cost no more than one. Thread-safe.
 */
final class LetterCache {
  private static final long SHORTEST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long AFTER_A_FAILURE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int REST = 10;

  private final DeadLetterService letterService;
  private List<DeadLetterEntry> letters = List.of();
  private @Nullable InfrastructureException failure;
  private long validUntilNanos;
  private boolean valid;

  LetterCache(DeadLetterService letterService) {
    this.letterService = letterService;
  }

  /**
   * The open letters, by run and sequence.
   *
   * @throws InfrastructureException if they cannot be read
   */
  synchronized List<DeadLetterEntry> letters() {
    long begun = System.nanoTime();
    if (!valid || begun - validUntilNanos >= 0) {
      read(begun);
    }
    if (failure != null) {
      throw new InfrastructureException(String.valueOf(failure.getMessage()), failure);
    }
    return letters;
  }

  private void read(long begunNanos) {
    long rest = AFTER_A_FAILURE_NANOS;
    try {
      letters = List.copyOf(letterService.letters());
      failure = null;
      rest = Math.max(SHORTEST_NANOS, REST * (System.nanoTime() - begunNanos));
    } catch (InfrastructureException e) {
      failure = e;
    }
    validUntilNanos = System.nanoTime() + rest;
    valid = true;
  }

  Optional<DeadLetterEntry> letter(ItemId item) {
    return letters().stream().filter(letter -> letter.item().equals(item)).findFirst();
  }

  /** Somebody did something to them. */
  synchronized void invalidate() {
    valid = false;
  }
}
