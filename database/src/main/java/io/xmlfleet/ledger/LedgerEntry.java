package io.xmlfleet.ledger;

import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.Outcome;
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
 * @param kept rows by table that were there already and were kept or updated
 * @param loadedAt the worker's clock, when the transaction was about to commit
 */
public record LedgerEntry(
    LedgerKey key,
    ItemId item,
    int attempt,
    String contractVersion,
    @Nullable String appId,
    Map<String, Long> rows,
    Map<String, Long> kept,
    String worker,
    RecordPosition source,
    Instant startedAt,
    Instant loadedAt) {
  public LedgerEntry {
    rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    kept = Collections.unmodifiableMap(new LinkedHashMap<>(kept));
  }

  /** With rows that are all new. */
  public LedgerEntry(
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
    this(
        key,
        item,
        attempt,
        contractVersion,
        appId,
        rows,
        Map.of(),
        worker,
        source,
        startedAt,
        loadedAt);
  }

  /** What became of its document. */
  public Outcome.Loaded outcome() {
    return new Outcome.Loaded(rows, kept);
  }

  /** The same document, of whose rows some were there already. */
  public LedgerEntry with(Map<String, Long> inserted, Map<String, Long> there) {
    return new LedgerEntry(
        key,
        item,
        attempt,
        contractVersion,
        appId,
        inserted,
        there,
        worker,
        source,
        startedAt,
        loadedAt);
  }
}
