package io.xmlfleet.ledger;

import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.RecordPosition;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One loaded document. Immutable.
 *
 * @param rows inserted rows by table, in the contract's order
 * @param loadedAt the worker's clock, when the transaction was about to commit
 */
public record LedgerEntry(
    LedgerKey key,
    ItemId item,
    int attempt,
    String contractVersion,
    @Nullable String appId,
    Map<String, Long> rows,
    String worker,
    RecordPosition source,
    Instant startedAt,
    Instant loadedAt) {
  public LedgerEntry {
    rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
  }
}
