package io.xmlfleet.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A seeded series of faults: the same seed and length give the same one. Kinds are dealt like
 * cards, so that none is left out for long.
 */
final class Schedule {
  /** A victim is left alone for so long after it was let go: a start takes about as long. */
  private static final long RECOVERY_MILLIS = 4_000;

  private static final int MOST_PARTITION_CHANGES = 3;

  private final Random random;
  private final long meanGapMillis;
  private final Map<FaultKind.Target, Long> busyUntil = new EnumMap<>(FaultKind.Target.class);
  private final List<FaultKind> deck = new ArrayList<>();
  private final int brokers;
  private int partitionChanges;

  private Schedule(long seed, Duration meanGap, int brokers) {
    this.brokers = brokers;
    this.random = new Random(seed);
    this.meanGapMillis = meanGap.toMillis();
  }

  /**
   * Makes a schedule.
   *
   * @param length when the last fault begins at the latest
   * @param brokers how many there are
   * @param meanGap from one fault's begin to the next one's, on average
   */
  static List<Fault> of(long seed, Duration length, Duration meanGap, int brokers) {
    return new Schedule(seed, meanGap, brokers).faults(length.toMillis());
  }

  private List<Fault> faults(long lengthMillis) {
    List<Fault> faults = new ArrayList<>();
    long at = 0;
    while (true) {
      at += (long) (meanGapMillis * (0.3 + 1.4 * random.nextDouble()));
      if (at > lengthMillis) {
        return faults;
      }
      FaultKind kind = deal(at);
      int victim = random.nextInt(kind.target.count(brokers));
      long duration =
          kind.shortestMillis + (long) random.nextInt(kind.longestMillis - kind.shortestMillis + 1);
      faults.add(new Fault(Duration.ofMillis(at), kind, victim, Duration.ofMillis(duration)));
      busyUntil.put(kind.target, at + duration + RECOVERY_MILLIS);
    }
  }

  /** The first card whose victims are free; partitions cannot be taken away again. */
  private FaultKind deal(long at) {
    if (deck.isEmpty()) {
      refill();
    }
    for (int i = 0; i < deck.size(); i++) {
      FaultKind kind = deck.get(i);
      if (busyUntil.getOrDefault(kind.target, 0L) <= at) {
        deck.remove(i);
        return kind;
      }
    }
    return FaultKind.KILL_CONSUMER; // every other victim is still busy
  }

  private void refill() {
    deck.addAll(FaultKind.deck(brokers));
    if (++partitionChanges > MOST_PARTITION_CHANGES) {
      deck.remove(FaultKind.ADD_PARTITIONS);
    }
    Collections.shuffle(deck, random);
  }
}
