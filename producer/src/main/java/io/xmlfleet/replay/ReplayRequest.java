package io.xmlfleet.replay;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.letter.DeadLetterFilter;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are to be replayed. Immutable.
 *
 * @param parked those that are parked, instead of those that are not
 * @param limit no more than so many; 0: all
 * @param maxAttempts not those that have had so many attempts; 0: all
 * @param again also those that are replayed already and under way
 * @param corrections send these documents, and of what matches only these; null: what failed
 */
public record ReplayRequest(
    DeadLetterFilter filter,
    boolean parked,
    int limit,
    int maxAttempts,
    boolean again,
    @Nullable CorrectedDocuments corrections) {
  public ReplayRequest {
    if (limit < 0 || maxAttempts < 0) {
      throw new UsageException("a limit is a positive number, or 0 for none");
    }
  }

  /** All open letters that match, but not those that are parked or under way. */
  public static ReplayRequest of(DeadLetterFilter filter) {
    return new ReplayRequest(filter, false, 0, 0, false, null);
  }
}
