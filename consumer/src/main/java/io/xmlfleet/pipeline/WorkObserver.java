package io.xmlfleet.pipeline;

import java.time.Duration;
import java.util.List;

/**
 * Hears of what workers do, on their threads; should return at once. Several workers call the same
 * one, so it is thread-safe.
 */
public interface WorkObserver {
  /** Nobody. */
  WorkObserver NONE = new WorkObserver() {};

  /** A document was validated, parsed and mapped, or rejected on the way. */
  default void prepared(PreparedItem item) {}

  /**
   * A batch is in the database, as far as its documents are to be.
   *
   * @param took from the first statement on, with all repetitions
   */
  default void loaded(List<DecidedItem> decided, Duration took) {}

  /** The database refused a transaction's documents: its halves are tried. */
  default void bisected() {}

  /** A transaction failed by chance and is tried again. */
  default void retried() {}

  /**
   * The brokers have a batch's outcomes.
   *
   * @param waited for their acknowledgements, beyond what was done meanwhile
   */
  default void published(Duration waited) {}
}
