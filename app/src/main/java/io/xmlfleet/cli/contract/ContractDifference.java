package io.xmlfleet.cli.contract;

import io.xmlfleet.cli.terminal.TextTable;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.mapping.RowChanges;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.text.Counted;
import io.xmlfleet.text.PlainText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** In what two contracts differ on documents: counts, and a few examples of each. One thread. */
final class ContractDifference {
  private static final int MOST_EXAMPLES = 3;

  private final MaskedValues values;
  private final Map<String, TableTally> tables = new LinkedHashMap<>();
  private final Map<String, Examples> verdicts = new LinkedHashMap<>();
  private final Map<String, Examples> columns = new LinkedHashMap<>();
  private int documents;
  private int different;

  ContractDifference(MaskedValues values) {
    this.values = values;
  }

  private static final class TableTally {
    private long before;
    private long after;
    private long gone;
    private long added;
    private long changed;
    private long cells;

    boolean isDifferent() {
      return gone + added + cells > 0;
    }
  }

  private static final class Examples {
    private final List<String> some = new ArrayList<>();
    private long count;

    void add(String example) {
      count++;
      if (some.size() < MOST_EXAMPLES) {
        some.add(PlainText.oneLine(example));
      }
    }
  }

  /** Takes note of what both make of a document. */
  void add(ExplainedDocument before, ExplainedDocument after) {
    documents++;
    boolean differs = addVerdicts(before, after);
    Map<String, RowBatch> first = byTable(before);
    Map<String, RowBatch> second = byTable(after);
    // Rows of a document that is not loaded are no rows.
    if (before.isLoadable() && after.isLoadable()) {
      TreeSet<String> names = new TreeSet<>(first.keySet());
      names.addAll(second.keySet());
      for (String name : names) {
        RowChanges changes = RowChanges.between(first.get(name), second.get(name));
        add(name, changes, after.recordId());
        differs |= !changes.isEmpty();
      }
    }
    different += differs ? 1 : 0;
  }

  private boolean addVerdicts(ExplainedDocument before, ExplainedDocument after) {
    String first = reason(before);
    String second = reason(after);
    if (Objects.equals(first, second)) {
      return false;
    }
    String which =
        first == null
            ? "rejected by the second contract only"
            : second == null
                ? "rejected by the first contract only"
                : "rejected by both for different reasons";
    verdicts
        .computeIfAbsent(which, any -> new Examples())
        .add(after.recordId() + ": " + (second == null ? first : second));
    return true;
  }

  private static @Nullable String reason(ExplainedDocument document) {
    Failure failure = document.rejected() == null ? document.unloadable() : document.rejected();
    return failure == null ? null : failure.stage() + ", " + failure.reason();
  }

  private static Map<String, RowBatch> byTable(ExplainedDocument document) {
    Map<String, RowBatch> byTable = new LinkedHashMap<>();
    document.tables().forEach(batch -> byTable.put(batch.table().id().toString(), batch));
    return byTable;
  }

  private void add(String table, RowChanges changes, String recordId) {
    TableTally tally = tables.computeIfAbsent(table, any -> new TableTally());
    tally.before += changes.rowsBefore();
    tally.after += changes.rowsAfter();
    tally.gone += changes.gone().size();
    tally.added += changes.added().size();
    tally.cells += changes.cells().size();
    tally.changed += changes.cells().stream().mapToInt(RowChanges.Cell::row).distinct().count();
    changes.gone().forEach(row -> example(table + ", row gone", recordId + ", row " + row));
    changes.added().forEach(row -> example(table + ", row added", recordId + ", row " + row));
    for (RowChanges.Cell cell : changes.cells()) {
      example(
          table + "." + cell.column(),
          recordId
              + ", row "
              + cell.row()
              + ": "
              + values.text(cell.before())
              + " → "
              + values.text(cell.after()));
    }
  }

  private void example(String what, String example) {
    columns.computeIfAbsent(what, any -> new Examples()).add(example);
  }

  boolean isNone() {
    return different == 0;
  }

  void print(PrintWriter out) {
    out.println(different + " of " + Counted.of(documents, "document") + " differ");
    print(verdicts, out);
    if (tables.values().stream().anyMatch(TableTally::isDifferent)) {
      TextTable table =
          TextTable.of(
              "table", "#rows before", "#rows after", "#gone", "#added", "#changed", "#cells");
      tables.forEach(
          (name, tally) ->
              table.row(
                  name,
                  tally.before,
                  tally.after,
                  tally.gone,
                  tally.added,
                  tally.changed,
                  tally.cells));
      table.print(out, "  ");
    }
    print(columns, out);
  }

  private static void print(Map<String, Examples> examples, PrintWriter out) {
    examples.forEach(
        (what, each) -> {
          out.println("  " + what + ": " + each.count);
          each.some.forEach(example -> out.println("    " + example));
        });
  }
}
