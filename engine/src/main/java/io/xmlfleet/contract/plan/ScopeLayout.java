package io.xmlfleet.contract.plan;

import org.jspecify.annotations.Nullable;

/**
 * What the elements of one scope keep. Immutable.
 *
 * @param parent from the nearest scope around it; null for the document, and for what no row's
 *     value climbs to
 * @param slots how many texts
 * @param groups how many captures
 * @param overflows whether what no capture takes is kept too
 * @param more what only some contracts ask for; null: none of it
 */
public record ScopeLayout(
    @Nullable Descent parent, int slots, int groups, boolean overflows, @Nullable More more) {

  /**
   * What only some contracts ask for. Immutable.
   *
   * @param isListed whether the document keeps each element when it begins
   * @param isOrdered whether each capture knows which element it has met
   * @param accumulators one for each slot if there are aggregates, else 0
   * @param gate null: no tests
   */
  public record More(boolean isListed, boolean isOrdered, int accumulators, @Nullable Gate gate) {}

  /** Whether the document keeps each element when it begins. */
  public boolean isListed() {
    return more == null || more.isListed;
  }

  ScopeLayout withOpenGate() {
    return more == null || more.gate == null
        ? this
        : new ScopeLayout(
            parent,
            slots,
            groups,
            overflows,
            new More(more.isListed, more.isOrdered, more.accumulators, more.gate.open()));
  }

  public @Nullable Gate gate() {
    return more == null ? null : more.gate;
  }
}
