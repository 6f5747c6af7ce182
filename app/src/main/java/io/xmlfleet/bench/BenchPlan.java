package io.xmlfleet.bench;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.generate.Profile;
import java.util.List;

/**
 * What is measured. Immutable.
 *
 * @param workers numbers of workers, each measured in each round, in this order
 * @param rounds how often; the median is what counts
 */
public record BenchPlan(
    Profile profile, long documents, long seed, List<Integer> workers, int rounds) {
  private static final int MOST_WORKERS = 64;

  /**
   * Checks the plan.
   *
   * @throws UsageException if a number is out of its range, or the profile has no contract
   */
  public BenchPlan {
    workers = List.copyOf(workers);
    if (profile.contract().isEmpty()) {
      throw new UsageException(
          "the profile " + profile + " has no contract of its own; take production or small");
    }
    if (documents < 1) {
      throw new UsageException("--documents is 1 or more, not " + documents);
    }
    if (rounds < 1) {
      throw new UsageException("--rounds is 1 or more, not " + rounds);
    }
    if (workers.isEmpty()
        || workers.stream().anyMatch(count -> count < 1 || count > MOST_WORKERS)
        || workers.stream().distinct().count() < workers.size()) {
      throw new UsageException(
          "--workers is a list of different numbers from 1 to " + MOST_WORKERS + ", as in 1,2,4");
    }
  }
}
