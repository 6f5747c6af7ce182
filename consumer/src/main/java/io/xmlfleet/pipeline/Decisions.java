package io.xmlfleet.pipeline;

import io.xmlfleet.message.Outcome;
import java.util.IdentityHashMap;
import java.util.List;

/** Outcomes by item; two deliveries of one item are two items here. Confined to one thread. */
final class Decisions {
  private final IdentityHashMap<PreparedItem, DecidedItem> decided = new IdentityHashMap<>();

  void put(PreparedItem item, Outcome outcome) {
    decided.put(item, new DecidedItem(item, outcome));
  }

  /** What the ledger says of an item that it has. */
  void putKnown(PreparedItem item, Outcome outcome) {
    decided.put(item, new DecidedItem(item, outcome, true));
  }

  void addAll(Decisions others) {
    decided.putAll(others.decided);
  }

  boolean has(PreparedItem item) {
    return decided.containsKey(item);
  }

  List<DecidedItem> inOrderOf(List<PreparedItem> items) {
    return items.stream().map(this::decided).toList();
  }

  private DecidedItem decided(PreparedItem item) {
    DecidedItem found = decided.get(item);
    if (found == null) {
      throw new IllegalStateException("no outcome for " + item.work());
    }
    return found;
  }
}
