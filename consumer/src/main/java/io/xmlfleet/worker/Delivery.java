package io.xmlfleet.worker;

import io.xmlfleet.failure.Backoff;
import io.xmlfleet.message.WorkerStatus.State;
import io.xmlfleet.pipeline.ItemReport;
import io.xmlfleet.pipeline.Waiting;
import io.xmlfleet.worker.poll.Batch;
import io.xmlfleet.worker.poll.OffsetCommitter;
import io.xmlfleet.worker.poll.StopSignal;
import io.xmlfleet.worker.publish.OutcomePublisher;
import io.xmlfleet.worker.publish.StatusReporter;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The effects on the broker, in the order that the guarantee rests on: outcomes, all of them
 * acknowledged, then offsets. Confined to one thread.
 *
 * <p>The broker acknowledges one batch while the next one is prepared: a delivery is begun, and
 * settled before the next one begins.
 */
final class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));

  private final OutcomePublisher publisher;
  private final OffsetCommitter offsets;
  private final Waiting waiting;
  private final StatusReporter status;
  private final StopSignal stop;
  private final RandomGenerator random = new SplittableRandom();
  private @Nullable Begun begun;

  private record Begun(Batch batch, OutcomePublisher.Sent sent) {}

  Delivery(
      OutcomePublisher publisher,
      OffsetCommitter offsets,
      Waiting waiting,
      StatusReporter status,
      StopSignal stop) {
    this.publisher = publisher;
    this.offsets = offsets;
    this.waiting = waiting;
    this.status = status;
    this.stop = stop;
  }

  /** Publishes the reports of a batch without waiting; the batch before it is settled. */
  void begin(List<ItemReport> reports, Batch batch) {
    if (begun != null) {
      throw new IllegalStateException("the batch before this one is not settled");
    }
    begun = new Begun(batch, publisher.send(reports));
  }

  /** Whether a batch is begun and not settled. */
  boolean isUnderWay() {
    return begun != null;
  }

  /**
   * Waits until what was begun is published, however long the broker is away, and commits its
   * batch.
   *
   * @return whether it is done, or there was nothing to do; false: the worker is to stop, and the
   *     batch comes again
   */
  boolean settle() {
    Begun last = begun;
    if (last == null) {
      return true;
    }
    begun = null;
    List<ItemReport> open = last.sent().unacknowledged();
    for (int failures = 1; !open.isEmpty(); failures++) {
      if (failures == 1) {
        status.enter(State.WAITING_FOR_BROKER, "outcomes are not acknowledged");
        LOG.warn("Waiting for the broker: outcomes not acknowledged: {}", open.size());
      }
      if (stop.raised()) {
        return false;
      }
      waiting.waitFor(BACKOFF.delay(failures, random));
      open = publisher.send(open).unacknowledged();
      if (open.isEmpty()) {
        status.enter(State.WORKING, null);
      }
    }
    offsets.commit(last.batch());
    return true;
  }

  /** Commits what earlier batches left, once it is time. */
  void commitLeftOver() {
    offsets.commit(Batch.empty());
  }

  /** Commits what earlier batches left: there will be none that does. */
  void commitAll() {
    offsets.flush();
  }
}
