package io.xmlfleet.cli.contract;

import io.xmlfleet.cli.terminal.TextTable;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.mapping.ShownValues;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.text.Counted;
import io.xmlfleet.text.PlainText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Documents and their rows, for people to read. Confined to one thread. */
final class ExplainedText {
  /** Wider tables are turned: then each column has a line. */
  private static final int WIDEST = 140;

  private final PrintWriter out;
  private boolean begun;

  ExplainedText(PrintWriter out) {
    this.out = out;
  }

  void print(ExplainedDocument document) {
    printVerdict(document);
    document.tables().forEach(this::print);
  }

  /** Whether it is rejected and why, or how many rows it has. */
  void printVerdict(ExplainedDocument document) {
    if (begun) {
      out.println();
    }
    begun = true;
    Failure rejected = document.rejected();
    if (rejected != null) {
      out.println(PlainText.oneLine(document.recordId()) + ": rejected");
      print(rejected);
      return;
    }
    out.println(
        PlainText.oneLine(document.recordId())
            + ": "
            + Counted.of(document.rows(), "row")
            + " in "
            + Counted.of(document.tables().size(), "table"));
    Failure unloadable = document.unloadable();
    if (unloadable != null) {
      out.println("  a database would refuse the rows:");
      print(unloadable);
    }
  }

  private void print(Failure failure) {
    out.println("  stage   " + failure.stage());
    out.println("  reason  " + PlainText.oneLine(failure.reason()));
    if (failure.location() != null) {
      out.println("  where   " + PlainText.oneLine(failure.location()));
    }
  }

  private void print(RowBatch batch) {
    out.println();
    out.println("  " + batch.table().id() + " (" + Counted.of(batch.size(), "row") + ")");
    List<List<String>> rows =
        batch.rows().stream()
            .map(row -> Arrays.stream(row).map(ShownValues::text).toList())
            .toList();
    TextTable upright = upright(batch, rows);
    (upright.width() <= WIDEST ? upright : turned(batch, rows)).print(out, "    ");
  }

  private static TextTable upright(RowBatch batch, List<List<String>> rows) {
    TextTable table =
        new TextTable(
            batch.table().columns().stream()
                .map(column -> new TextTable.Column(column.name(), isNumber(column)))
                .toList());
    rows.forEach(table::row);
    return table;
  }

  private static TextTable turned(RowBatch batch, List<List<String>> rows) {
    List<String> titles = new ArrayList<>(List.of("column"));
    for (int i = 1; i <= rows.size(); i++) {
      titles.add("row " + i);
    }
    TextTable table = TextTable.of(titles.toArray(String[]::new));
    List<Column> columns = batch.table().columns();
    for (int c = 0; c < columns.size(); c++) {
      List<String> line = new ArrayList<>(List.of(columns.get(c).name()));
      for (List<String> row : rows) {
        line.add(row.get(c));
      }
      table.row(line);
    }
    return table;
  }

  private static boolean isNumber(Column column) {
    return Number.class.isAssignableFrom(column.type().kind().valueClass());
  }
}
