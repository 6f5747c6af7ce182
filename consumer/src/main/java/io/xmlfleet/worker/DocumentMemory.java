package io.xmlfleet.worker;

import io.xmlfleet.failure.MemoryLimit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The heap that documents may take while they become rows. Each worker has a share for its batch; a
 * document that needs more than a share is alone in it: one at a time in the process. Thread-safe.
 */
final class DocumentMemory {
  private static final String ADVICE =
      "raise --document-mib and the heap (XMLFLEET_JAVA_OPTS=-Xmx…), or split it (produce --split),"
          + " then replay it";

  private final long most;
  private final long share;
  private final AtomicReference<Object> alone = new AtomicReference<>();

  /**
   * All of it is free.
   *
   * @param most bytes for one document
   */
  DocumentMemory(long most, int workers) {
    this.most = most;
    this.share = Math.max(1, most / 3 / workers);
  }

  /** When a batch of rows is large enough to be loaded. */
  long enough() {
    return share / 2;
  }

  /** For a document like others. */
  MemoryLimit share() {
    return new MemoryLimit(share, ADVICE);
  }

  /** For a document of a worker that is {@link #takeWhole alone}. */
  MemoryLimit whole() {
    return new MemoryLimit(most, ADVICE);
  }

  /** Whether a worker's document may take all that one document may take. */
  boolean takeWhole(Object worker) {
    return alone.compareAndSet(null, worker) || alone.get() == worker;
  }

  /** Whether a worker's document has taken it. */
  boolean isWhole(Object worker) {
    return alone.get() == worker;
  }

  /** The document is loaded and its outcome published, or it is given up. */
  void giveBack(Object worker) {
    alone.compareAndSet(worker, null);
  }
}
