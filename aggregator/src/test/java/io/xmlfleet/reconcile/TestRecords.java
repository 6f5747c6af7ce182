package io.xmlfleet.reconcile;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.ledger.LedgerEntry;
import io.xmlfleet.ledger.LedgerKey;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.Processing;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.message.WorkResult;
import java.time.Instant;
import java.util.Map;

/** Makes records of a run, for tests. */
final class TestRecords {
  static final String RUN = "run-1";

  private static final Instant AT = Instant.parse("2026-11-24T18:00:00Z");
  private static final RecordPosition SOURCE = new RecordPosition("xmlfleet.work", 0, 7);

  private TestRecords() {}

  static WorkResult loaded(long sequence) {
    return result(sequence, 1, new Outcome.Loaded(Map.of("application", 1L)));
  }

  static WorkResult already(long sequence, ItemId by) {
    return result(sequence, 1, new Outcome.AlreadyLoaded(by));
  }

  static WorkResult rejected(long sequence, int attempt) {
    return result(sequence, attempt, new Outcome.Rejected(Failure.of(Stage.MAPPING, "no date")));
  }

  static LedgerEntry entry(long sequence) {
    return new LedgerEntry(
        new LedgerKey("loans", "doc-" + sequence),
        new ItemId(RUN, sequence),
        1,
        "v1",
        null,
        Map.of("application", 1L),
        "host/1",
        SOURCE,
        AT,
        AT);
  }

  private static WorkResult result(long sequence, int attempt, Outcome outcome) {
    return new WorkResult(
        new ItemId(RUN, sequence),
        "doc-" + sequence,
        null,
        attempt,
        outcome,
        new Processing("loans", "v1", "host/1", SOURCE, AT, 5));
  }
}
