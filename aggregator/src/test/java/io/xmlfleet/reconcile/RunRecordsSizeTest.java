package io.xmlfleet.reconcile;

import static io.xmlfleet.reconcile.TestRecords.RUN;
import static io.xmlfleet.reconcile.TestRecords.entry;
import static io.xmlfleet.reconcile.TestRecords.loaded;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.ledger.LedgerEntry;
import io.xmlfleet.message.RunEvent;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunRecordsSizeTest {
  private static final int ITEMS = 10_000_000;
  private static final long KIBIBYTE = 1024;

  /** Outcomes and entries are made once: what they cost is not what is measured here. */
  @Test
  void holdsTenMillionItemsThatAgreeInKilobytes() {
    RunRecords records = new RunRecords();
    for (long sequence = 1; sequence <= ITEMS; sequence++) {
      records.sent(sequence, 1, true);
      records.loaded().addLong(sequence);
      records.ledger().addLong(sequence);
    }
    long bytes =
        records.sent().getLongSizeInBytes()
            + records.loaded().getLongSizeInBytes()
            + records.ledger().getLongSizeInBytes();
    assertThat(bytes).isLessThan(6_000 * KIBIBYTE);

    LedgerEntry last = entry(ITEMS + 1L);
    records.entry(last, false);
    records.outcome(loaded(ITEMS + 2L));
    Differences differences = new Differences(RUN);
    Instant at = Instant.parse("2026-11-24T18:00:00Z");
    new ItemComparison(records)
        .into(differences, RunEvent.started(RUN, null, "in", at).sealed(ITEMS + 2L, at), true);

    assertThat(Items.byKind(differences))
        .isEqualTo(
            Map.of(
                DifferenceKind.LEDGER_WITHOUT_RESULT, Long.toString(ITEMS + 1L),
                DifferenceKind.RESULT_WITHOUT_LEDGER, Long.toString(ITEMS + 2L)));
  }
}
