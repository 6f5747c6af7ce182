package io.xmlfleet.reconcile;

import io.xmlfleet.message.ProgressReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the aggregator's report must say when nothing is under way. No I/O. Immutable.
 *
 * @param counts what the topics say
 * @param rows inserted rows by table, as the ledger says; null: not to be compared
 * @param complete whether no outcome of the run's time was deleted; else only the report itself
 *     knows what there was
 */
record ProgressCheck(
    ReconciliationReport.Counts counts, @Nullable Map<String, Long> rows, boolean complete) {

  /** In what the report contradicts the topics; empty: in nothing. */
  Optional<String> contradiction(@Nullable ProgressReport report) {
    if (report == null) {
      return complete && completed() == 0
          ? Optional.empty()
          : Optional.of("there is no progress report; does an aggregator run?");
    }
    List<String> wrong = new ArrayList<>();
    ProgressReport.Counts told = report.counts();
    Long total = told.total();
    if (!complete) {
      if (total != null && told.completed() < total) {
        wrong.add(text("it has %,d of %,d items decided", told.completed(), total));
      }
    } else if (counts.total() != null || told.completed() <= completed()) {
      // More outcomes than a moment ago are no contradiction while nobody has sealed the run.
      compare(wrong, "succeeded", told.succeeded(), counts.loaded() + counts.alreadyLoaded());
      compare(wrong, "failed", told.failed(), counts.rejected());
      if (!Objects.equals(total, counts.total())) {
        wrong.add(text("its total is %s, and the run's %s", total, counts.total()));
      }
      if (wrong.isEmpty() && rows != null && !rows.equals(report.rows())) {
        wrong.add(text("it has %s as inserted rows, and the ledger %s", report.rows(), rows));
      }
    }
    return wrong.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", wrong));
  }

  private long completed() {
    return counts.loaded() + counts.alreadyLoaded() + counts.rejected();
  }

  private static void compare(List<String> wrong, String what, long told, long known) {
    if (told != known) {
      wrong.add(text("it has %,d items as %s, and the topics %,d", told, what, known));
    }
  }

  private static String text(String format, @Nullable Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
