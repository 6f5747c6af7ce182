package io.xmlfleet.worker.poll;

import io.xmlfleet.failure.Deadline;
import io.xmlfleet.failure.Stopwatch;
import java.time.Clock;
import java.time.Duration;

/**
 * Urgent work of a share group before the rest: a poller for each, and one in hand. Looks for
 * urgent work once a second, and then takes batches of it as long as there are some, but for one of
 * the rest in so many. Confined to one thread.
 *
 * <p>Two members of the group, since one that subscribed to both topics would get partitions of
 * either: with as many workers as partitions half of them would have nothing but urgent work to do.
 */
public final class PrioritySharePoller implements BatchPoller, OffsetCommitter {
  static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /** The brokers answer the urgent member's fetches at once; see {@link #FETCH_WAIT}. */
  private static final Duration LOOK = Duration.ofMillis(25);

  /** Nothing may come after a look, and be locked with nobody to work on it. */
  public static final Duration FETCH_WAIT = Duration.ofMillis(5);

  private final SharePoller urgent;
  private final SharePoller usual;
  private final Clock clock;
  private SharePoller inHand;
  private int urgentBatches;
  private Stopwatch sinceLook;

  public PrioritySharePoller(SharePoller urgent, SharePoller usual, Clock clock) {
    this.urgent = urgent;
    this.usual = usual;
    this.clock = clock;
    this.inHand = usual;
    this.sinceLook = Stopwatch.overdue(clock);
  }

  @Override
  public Batch next() {
    if (isUrgentsTurn()) {
      Batch batch = from(urgent, LOOK);
      sinceLook = Stopwatch.start(clock);
      if (!batch.isEmpty()) {
        urgentBatches++;
        return batch;
      }
    }
    if (urgentBatches >= PriorityPartitions.URGENT_BATCHES) {
      sinceLook = Stopwatch.overdue(clock); // one of the rest, then urgent work again
    }
    urgentBatches = 0;
    return from(usual, StopSignal.LONGEST_PART);
  }

  private boolean isUrgentsTurn() {
    return inHand == urgent
        ? urgentBatches < PriorityPartitions.URGENT_BATCHES
        : sinceLook.reached(BETWEEN_LOOKS);
  }

  private Batch from(SharePoller poller, Duration wait) {
    Batch batch = poller.next(wait);
    if (inHand != poller && !batch.isEmpty()) {
      inHand.flush(); // its next poll, with which the brokers would hear of it, may be a while away
      inHand = poller;
    }
    return batch;
  }

  @Override
  public boolean overlaps() {
    return false;
  }

  @Override
  public void loaded(Duration took) {
    inHand.loaded(took);
  }

  @Override
  public void waitFor(Duration duration) {
    inHand.waitFor(duration);
  }

  @Override
  public void commit(Batch done) {
    inHand.commit(done);
  }

  @Override
  public void flush() {
    urgent.flush();
    usual.flush();
  }

  @Override
  public void close(Duration limit) {
    Deadline end = Deadline.after(limit, clock);
    try {
      urgent.close(limit);
    } finally {
      usual.close(end.remaining());
    }
  }

  @Override
  public int partitions() {
    return usual.partitions();
  }

  @Override
  public long lag() {
    return usual.lag();
  }
}
