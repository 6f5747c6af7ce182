package io.xmlfleet.pipeline;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.message.Outcome;

/**
 * An item and what became of it. Immutable.
 *
 * @param known whether the ledger had it before: nothing was inserted this time
 */
public record DecidedItem(PreparedItem item, Outcome outcome, boolean known) {
  /** One that is new. */
  public DecidedItem(PreparedItem item, Outcome outcome) {
    this(item, outcome, false);
  }

  static DecidedItem rejected(PreparedItem item, Failure failure) {
    return new DecidedItem(item, new Outcome.Rejected(failure));
  }
}
