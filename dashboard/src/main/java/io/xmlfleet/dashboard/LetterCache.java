package io.xmlfleet.dashboard;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.letter.DeadLetterEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The open letters as everybody sees them. Thread-safe. */
final class LetterCache {
  private final SharedReading<List<DeadLetterEntry>> reading;

  LetterCache(DeadLetterService letterService) {
    this(letterService, SharedReading.PATIENCE);
  }

  LetterCache(DeadLetterService letterService, Duration patience) {
    reading =
        new SharedReading<>(
            "the dead letters", () -> List.copyOf(letterService.letters()), patience);
  }

  /**
   * The open letters, by run and sequence.
   *
   * @throws InfrastructureException if they cannot be read, or others have been reading them for
   *     too long
   */
  List<DeadLetterEntry> letters() {
    return reading.get();
  }

  Optional<DeadLetterEntry> letter(ItemId item) {
    return letters().stream().filter(letter -> letter.item().equals(item)).findFirst();
  }

  /** Somebody did something to them. */
  void invalidate() {
    reading.invalidate();
  }
}
