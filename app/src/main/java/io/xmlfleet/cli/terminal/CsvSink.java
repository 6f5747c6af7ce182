package io.xmlfleet.cli.terminal;

import io.xmlfleet.text.Csv;
import io.xmlfleet.wiring.SqlQuery;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as comma-separated values. */
public final class CsvSink implements SqlQuery.Sink {
  private final PrintWriter out;

  public CsvSink(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void columns(List<SqlQuery.Column> columns) {
    out.println(Csv.line(columns.stream().map(SqlQuery.Column::name).toList()));
  }

  @Override
  public boolean row(List<@Nullable String> values) {
    out.println(Csv.line(values));
    return !out.checkError();
  }
}
