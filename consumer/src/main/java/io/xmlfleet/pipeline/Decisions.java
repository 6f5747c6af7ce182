package io.xmlfleet.pipeline;

import io.xmlfleet.message.Outcome;
import java.util.IdentityHashMap;
import java.util.List;

/** Outcomes by item; two deliveries of one item are two items here. Confined to one thread. */
final class Decisions {
  private final IdentityHashMap<PreparedItem, Outcome> outcomes = new IdentityHashMap<>();

  void put(PreparedItem item, Outcome outcome) {
    outcomes.put(item, outcome);
  }

  void addAll(Decisions others) {
    outcomes.putAll(others.outcomes);
  }

  boolean has(PreparedItem item) {
    return outcomes.containsKey(item);
  }

  List<DecidedItem> inOrderOf(List<PreparedItem> items) {
    return items.stream().map(item -> new DecidedItem(item, outcome(item))).toList();
  }

  private Outcome outcome(PreparedItem item) {
    Outcome outcome = outcomes.get(item);
    if (outcome == null) {
      throw new IllegalStateException("no outcome for " + item.work());
    }
    return outcome;
  }
}
