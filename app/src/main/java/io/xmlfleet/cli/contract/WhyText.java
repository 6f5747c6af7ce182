package io.xmlfleet.cli.contract;

import io.xmlfleet.contract.TableMapping;
import io.xmlfleet.contract.convert.Unusable;
import io.xmlfleet.mapping.TableTrace;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** How columns came by their values, for people to read. Confined to one thread. */
final class WhyText {
  private final PrintWriter out;
  private final MaskedValues values;

  WhyText(PrintWriter out, MaskedValues values) {
    this.out = out;
    this.values = values;
  }

  /** Prints what became of one column in one document. */
  void print(WhyColumn asked, TableTrace trace) {
    TableMapping table = trace.table();
    out.println();
    out.println("  " + asked + ", rows from " + trace.candidates());
    if (trace.rows().isEmpty()) {
      out.println("    no row: there is nothing to make one of (" + table.at().fileAndLine() + ")");
    }
    trace.rows().forEach(row -> print(asked, row));
  }

  private void print(WhyColumn asked, TableTrace.Row row) {
    String reason = row.reason();
    out.println(
        "    "
            + (reason == null ? "row " + row.number() : "no row")
            + ", from "
            + row.origin()
            + (reason == null ? "" : ": " + reason));
    row.values().stream()
        .filter(value -> value.column().column().name().equals(asked.column()))
        .forEach(this::print);
  }

  private void print(TableTrace.Value value) {
    List<String[]> lines = new ArrayList<>();
    for (TableTrace.Step step : value.steps()) {
      boolean source = step.kind() == TableTrace.Step.Kind.SOURCE;
      String where = source ? value.at().fileAndLine() + ", " : "";
      String input = step.kind() == TableTrace.Step.Kind.INPUT ? "  uses " : "";
      lines.add(new String[] {where + input + step.what(), values.text(step.result())});
    }
    String end =
        value.value() instanceof Unusable ? "rejects the document" : values.text(value.value());
    lines.add(new String[] {value.column().column().name(), end});
    int width = lines.stream().mapToInt(line -> line[0].length()).max().orElse(0);
    lines.forEach(
        line ->
            out.println(
                "      " + line[0] + " ".repeat(width - line[0].length()) + "  → " + line[1]));
  }
}
