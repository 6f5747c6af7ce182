package io.xmlfleet.reconcile;

import io.xmlfleet.item.ItemId;
import io.xmlfleet.ledger.LedgerKey;
import io.xmlfleet.ledger.LedgerReader;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.WorkResult;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the items of one run whose documents the ledger knows by another item by now: newer
 * versions have replaced them. Asks for many at once. An item of another run is believed; one of
 * this run has to have an outcome that says so, of the same document. Confined to one thread.
 */
final class ReplacedItems {
  private static final int MOST_AT_ONCE = 512;

  private final String run;
  private final LedgerReader ledger;
  private final LongConsumer replaced;
  private final Map<LedgerKey, Set<Long>> asked = new HashMap<>();
  private final Map<Long, Map.Entry<LedgerKey, Set<Long>>> unproven = new HashMap<>();

  /**
   * For the items of one run.
   *
   * @param replaced told of each one found
   */
  ReplacedItems(String run, LedgerReader ledger, LongConsumer replaced) {
    this.run = run;
    this.ledger = ledger;
    this.replaced = replaced;
  }

  /** Asks about an item that the ledger does not have. */
  void ask(WorkResult result) {
    LedgerKey key = key(result);
    if (key != null) {
      asked.computeIfAbsent(key, any -> new TreeSet<>()).add(result.item().sequence());
      if (asked.size() >= MOST_AT_ONCE) {
        flush();
      }
    }
  }

  /** Asks for what is left. */
  void flush() {
    ledger.loaders(asked.keySet()).forEach(this::found);
    asked.clear();
  }

  private void found(LedgerKey key, ItemId loader) {
    Set<Long> items = asked.getOrDefault(key, Set.of());
    if (loader.run().equals(run)) {
      unproven.put(loader.sequence(), Map.entry(key, items));
    } else {
      items.forEach(replaced::accept);
    }
  }

  /** Whether outcomes of this run have to be shown to {@link #prove}. */
  boolean wantProof() {
    return !unproven.isEmpty();
  }

  void prove(WorkResult result) {
    Map.Entry<LedgerKey, Set<Long>> claim = unproven.get(result.item().sequence());
    if (claim != null
        && result.outcome() instanceof Outcome.Loaded
        && claim.getKey().equals(key(result))) {
      claim.getValue().forEach(replaced::accept);
    }
  }

  private static @Nullable LedgerKey key(WorkResult result) {
    String contract = result.processing().contract();
    return contract == null ? null : new LedgerKey(contract, result.recordId());
  }
}
