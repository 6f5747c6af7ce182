package io.xmlfleet.reconcile;

import static io.xmlfleet.reconcile.Witnesses.RUN;
import static io.xmlfleet.reconcile.Witnesses.entry;
import static io.xmlfleet.reconcile.Witnesses.loaded;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.ledger.LedgerEntry;
import io.xmlfleet.message.RunEvent;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvidenceSizeTest {
  private static final int ITEMS = 10_000_000;
  private static final long KIBIBYTE = 1024;

  /** Outcomes and entries are made once: what they cost is not what is measured here. */
  @Test
  void holdsTenMillionItemsThatAgreeInKilobytes() {
    Evidence evidence = new Evidence();
    for (long sequence = 1; sequence <= ITEMS; sequence++) {
      evidence.sent(sequence, 1, true);
      evidence.loaded().addLong(sequence);
      evidence.ledger().addLong(sequence);
    }
    long bytes =
        evidence.sent().getLongSizeInBytes()
            + evidence.loaded().getLongSizeInBytes()
            + evidence.ledger().getLongSizeInBytes();
    assertThat(bytes).isLessThan(6_000 * KIBIBYTE);

    LedgerEntry last = entry(ITEMS + 1L);
    evidence.entry(last, false);
    evidence.outcome(loaded(ITEMS + 2L));
    Findings findings = new Findings(RUN);
    Instant at = Instant.parse("2026-11-24T18:00:00Z");
    new Comparison(evidence)
        .into(findings, RunEvent.started(RUN, null, "in", at).sealed(ITEMS + 2L, at), true);

    assertThat(Items.byKind(findings))
        .isEqualTo(
            Map.of(
                DifferenceKind.LEDGER_WITHOUT_RESULT, Long.toString(ITEMS + 1L),
                DifferenceKind.RESULT_WITHOUT_LEDGER, Long.toString(ITEMS + 2L)));
  }
}
