package io.xmlfleet.replay;

import io.xmlfleet.failure.Stopwatch;
import java.time.Clock;
import java.time.Duration;
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
  private final Stopwatch pace;
  private Duration free = Duration.ZERO;

  /**
   * A pacer.
   *
   * @param rate null: as fast as it goes
   */
  public Pacer(@Nullable ReplayRate rate, Waiting waiting, Clock clock) {
    this.rate = rate;
    this.waiting = waiting;
    this.pace = Stopwatch.start(clock);
  }

  /** How many documents may go out at once. */
  int atOnce(int otherwise) {
    return rate == null ? otherwise : Math.min(otherwise, rate.atOnce());
  }

  /** Waits until so many more documents may go out; false: stop instead. */
  boolean await(int documents) {
    Duration now = pace.elapsed();
    Duration turn = free.compareTo(now) < 0 ? now : free;
    boolean stop = waiting.await(turn.minus(now));
    if (rate != null) {
      free = turn.plus(rate.of(documents));
    }
    return !stop;
  }
}
