package io.xmlfleet.bench;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.generate.Profile;
import io.xmlfleet.topic.TopicPlan;
import java.math.BigInteger;
import java.util.List;

/**
 * What is measured. Immutable.
 *
 * @param batch most documents of a transaction
 * @param target whose servers
 * @param workers numbers of workers, each measured in each round, in this order
 * @param warmUps runs before the first round, which do not count: a JVM is slow at first, and stays
 *     so for a minute or two
 * @param rounds how often; the median is what counts
 */
public record BenchPlan(
    Profile profile,
    long documents,
    long seed,
    int batch,
    BenchTarget target,
    List<Integer> workers,
    int warmUps,
    int rounds) {
  private static final int MOST_WORKERS = 64;
  private static final int MOST_PARTITIONS = 256;

  /** Topics whose partitions every number of workers can share out evenly. */
  TopicPlan topics() {
    TopicPlan standard = TopicPlan.standard();
    int even = evenly(workers);
    int times = (standard.workPartitions() + even - 1) / even;
    return standard.withPartitions(even * times);
  }

  /** The least number that all of them divide, or one that is too large. */
  private static int evenly(List<Integer> numbers) {
    int even = 1;
    for (int number : numbers) {
      int shared = BigInteger.valueOf(even).gcd(BigInteger.valueOf(number)).intValueExact();
      even = Math.min(MOST_PARTITIONS + 1, even / shared * number);
    }
    return even;
  }

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
    if (batch < 1) {
      throw new UsageException("--batch is 1 or more, not " + batch);
    }
    if (warmUps < 0) {
      throw new UsageException("--warm-ups is 0 or more, not " + warmUps);
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
    if (evenly(workers) > MOST_PARTITIONS) {
      throw new UsageException(
          "no topic of "
              + MOST_PARTITIONS
              + " partitions can be shared out evenly among each of --workers; take fewer numbers,"
              + " or multiples of each other");
    }
  }
}
