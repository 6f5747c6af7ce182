package io.xmlfleet.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keeps a replay to its rate, and ends it when somebody asks to stop. Confined to one thread. */
public final class Pacer {
  /** Waiting that ends early at the wish to stop. */
  public interface Waiting {
    /** Waits; says whether somebody asks to stop. */
    boolean await(Duration limit);
  }

  private final @Nullable ReplayRate rate;
  private final Waiting waiting;
  private final Clock clock;
  private @Nullable Instant free;

  /**
   * A pacer.
   *
   * @param rate null: as fast as it goes
   */
  public Pacer(@Nullable ReplayRate rate, Waiting waiting, Clock clock) {
    this.rate = rate;
    this.waiting = waiting;
    this.clock = clock;
  }

  /** How many documents may go out at once. */
  int atOnce(int otherwise) {
    return rate == null ? otherwise : Math.min(otherwise, rate.atOnce());
  }

  /** Waits until so many more documents may go out; false: stop instead. */
  boolean await(int documents) {
    Instant now = clock.instant();
    Instant turn = free == null || free.isBefore(now) ? now : free;
    boolean stop = waiting.await(Duration.between(now, turn));
    if (rate != null) {
      free = turn.plus(rate.of(documents));
    }
    return !stop;
  }
}
