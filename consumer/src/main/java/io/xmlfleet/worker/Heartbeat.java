package io.xmlfleet.worker;

import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.pipeline.ReceivedItem;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts the steps of a worker, so that others can see whether it moves. Beaten by the worker's
 * thread, read by any.
 */
final class Heartbeat {
  private final AtomicLong beats = new AtomicLong();
  private volatile @Nullable RecordPosition preparing;

  void beat() {
    beats.incrementAndGet();
  }

  /** A document is being prepared from here on. */
  void preparing(ReceivedItem item) {
    preparing = item.position();
    beat();
  }

  /** No document is being prepared any more. */
  void prepared() {
    preparing = null;
    beat();
  }

  long beats() {
    return beats.get();
  }

  /** The document that is being prepared; null between documents. */
  @Nullable RecordPosition inPreparation() {
    return preparing;
  }
}
