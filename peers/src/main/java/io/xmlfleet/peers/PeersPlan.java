package io.xmlfleet.peers;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.generate.Profile;
import java.time.Duration;
import java.util.List;

/**
 * What is measured. Immutable.
 *
 * @param warmUps rounds of the first arm that do not count
 * @param threads of each contender
 * @param batch documents that a peer puts into one transaction; xmlfleet has its own default
 * @param outage how long the database is away
 * @param limit a contender that has not settled everything by then did not finish
 */
record PeersPlan(
    Profile profile,
    long documents,
    long seed,
    int rounds,
    int warmUps,
    int threads,
    int batch,
    List<Arm> arms,
    Duration outage,
    Duration limit) {
  private static final int POISON_ONE_IN = 100;

  PeersPlan {
    arms = List.copyOf(arms);
    if (profile.contract().isEmpty()) {
      throw new UsageException("--profile is production or small, not " + profile);
    }
    if (documents < 1 || rounds < 1 || threads < 1 || batch < 1 || warmUps < 0) {
      throw new UsageException("--documents, --rounds, --threads and --batch are 1 or more");
    }
    if (arms.isEmpty()) {
      throw new UsageException("--arms names at least one of clean, poison, outage");
    }
  }

  /** How many documents are broken in an arm with poison. */
  long poison() {
    return Math.max(1, documents / POISON_ONE_IN);
  }
}
