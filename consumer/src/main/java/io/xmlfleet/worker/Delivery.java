package io.xmlfleet.worker;

import io.xmlfleet.failure.Backoff;
import io.xmlfleet.message.WorkerStatus.State;
import io.xmlfleet.pipeline.ItemReport;
import io.xmlfleet.pipeline.Pause;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The effects on the broker, in the order that the guarantee rests on: outcomes, all of them
 * acknowledged, then offsets. Confined to one thread.
 */
final class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));

  private final OutcomePublisher publisher;
  private final OffsetCommitter offsets;
  private final Pause pause;
  private final StatusReporter status;
  private final StopSignal stop;
  private final RandomGenerator random = new SplittableRandom();

  Delivery(
      OutcomePublisher publisher,
      OffsetCommitter offsets,
      Pause pause,
      StatusReporter status,
      StopSignal stop) {
    this.publisher = publisher;
    this.offsets = offsets;
    this.pause = pause;
    this.status = status;
    this.stop = stop;
  }

  /**
   * Publishes the reports, however long the broker is away, and commits the batch.
   *
   * @return whether it is done; false: the worker is to stop, and the batch comes again
   */
  boolean deliver(List<ItemReport> reports, Batch batch) {
    List<ItemReport> open = publisher.publish(reports);
    for (int failures = 1; !open.isEmpty(); failures++) {
      if (failures == 1) {
        status.enter(State.WAITING_FOR_BROKER, "outcomes are not acknowledged");
        LOG.warn("Waiting for the broker: outcomes not acknowledged: {}", open.size());
      }
      if (stop.raised()) {
        return false;
      }
      pause.of(BACKOFF.delay(failures, random));
      open = publisher.publish(open);
      if (open.isEmpty()) {
        status.enter(State.WORKING, null);
      }
    }
    offsets.commit(batch.committable());
    return true;
  }

  /** Commits what an earlier batch could not. */
  void commitLeftOver() {
    offsets.commit(Map.of());
  }
}
