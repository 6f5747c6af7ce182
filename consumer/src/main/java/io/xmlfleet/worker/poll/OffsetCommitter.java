package io.xmlfleet.worker.poll;

/** The last effect of a batch. Confined to one thread. */
public interface OffsetCommitter {
  /**
   * Commits a batch, and what earlier calls could not, unless that was done just before: then a
   * later call does. What is not committed is kept as long as it is ours; if it moves, its next
   * owner finds the ledger full.
   */
  void commit(Batch done);

  /** Commits all that earlier calls left. */
  void flush();
}
