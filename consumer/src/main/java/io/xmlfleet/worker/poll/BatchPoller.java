package io.xmlfleet.worker.poll;

import io.xmlfleet.pipeline.Waiting;
import java.time.Duration;

/**
 * The polling side of a worker: batches out, and signs of life while a batch is in hand. Confined
 * to one thread.
 */
public interface BatchPoller extends Waiting {
  /** The next batch; empty when there is nothing to do for now. */
  Batch next();

  /**
   * Whether the next batch may be asked for while the outcomes of the one before are still on their
   * way.
   */
  boolean overlaps();

  /** The batch in hand was loaded; the next ones are sized by it. */
  void loaded(Duration took);

  /** How many partitions it reads. */
  int partitions();

  /** How many records wait in them, as far as it knows. */
  long lag();

  /** The worker ends for want of memory, and what is in hand may be the reason. */
  default void died() {}

  /**
   * Leaves the group within a time, so that others take over without waiting for a session to
   * expire. For any thread.
   */
  void close(Duration limit);
}
