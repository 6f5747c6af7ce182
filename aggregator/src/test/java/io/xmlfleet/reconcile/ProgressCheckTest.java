package io.xmlfleet.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.Pace;
import io.xmlfleet.message.ProgressReport.State;
import io.xmlfleet.reconcile.ReconciliationReport.Counts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgressCheckTest {
  private static final Instant AT = Instant.parse("2026-11-24T18:00:00Z");
  private static final Map<String, Long> ROWS = Map.of("application", 7L);

  private final ProgressCheck check = check(10L, true);

  @Test
  void takesAReportThatSaysTheSame() {
    assertThat(check.contradiction(report(10L, 7, 1, 2, ROWS))).isEmpty();
  }

  @Test
  void namesEachNumberThatDiffers() {
    assertThat(check.contradiction(report(10L, 6, 1, 3, ROWS)))
        .hasValue(
            "it has 7 items as succeeded, and the topics 8; it has 3 items as failed, and the"
                + " topics 2");
    assertThat(check.contradiction(report(11L, 7, 1, 2, ROWS)))
        .hasValue("its total is 11, and the run's 10");
    assertThat(check.contradiction(report(10L, 7, 1, 2, Map.of("application", 8L))))
        .hasValue("it has {application=8} as inserted rows, and the ledger {application=7}");
    assertThat(check.contradiction(null)).get().asString().contains("no progress report");
  }

  @Test
  void asksForNoReportOfNothing() {
    assertThat(
            new ProgressCheck(new Counts(0L, 0, 0, 0, 0, 0, 0, 0), Map.of(), true)
                .contradiction(null))
        .isEmpty();
    assertThat(
            new ProgressCheck(new Counts(0L, 0, 0, 0, 0, 0, 0, 0), Map.of(), false)
                .contradiction(null))
        .as("there may have been something")
        .isPresent();
  }

  @Test
  void letsAnUnsealedRunGoOn() {
    ProgressCheck unsealed = check(null, true);

    assertThat(unsealed.contradiction(report(null, 9, 1, 2, ROWS))).isEmpty();
    assertThat(unsealed.contradiction(report(null, 6, 1, 2, ROWS))).isPresent();
  }

  @Test
  void goesByTheReportAloneWhereOutcomesAreDeleted() {
    ProgressCheck old = check(10L, false);

    assertThat(old.contradiction(report(10L, 0, 8, 2, Map.of()))).isEmpty();
    assertThat(old.contradiction(report(10L, 0, 7, 2, Map.of())))
        .hasValue("it has 9 of 10 items decided");
  }

  private static ProgressCheck check(@Nullable Long total, boolean complete) {
    return new ProgressCheck(new Counts(total, 10, 0, 7, 1, 2, 2, 7), ROWS, complete);
  }

  private static ProgressReport report(
      @Nullable Long total, long loaded, long already, long failed, Map<String, Long> rows) {
    return new ProgressReport(
        "run-1",
        State.RUNNING,
        "loans",
        "in",
        new ProgressReport.Counts(total, loaded, already, failed),
        new Pace(AT, null, 1, 1, 1, null, 1, 1),
        rows,
        0,
        Map.of(),
        List.of(),
        AT);
  }
}
