package io.xmlfleet.cli.terminal;

import io.xmlfleet.wiring.SqlQuery;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows as RFC 4180 has them; an absent value is an empty field, an empty text a quoted one. */
public final class CsvSink implements SqlQuery.Sink {
  private final PrintWriter out;

  public CsvSink(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void columns(List<SqlQuery.Column> columns) {
    line(columns.stream().map(SqlQuery.Column::name).collect(Collectors.toList()));
  }

  @Override
  public boolean row(List<@Nullable String> values) {
    line(values);
    return !out.checkError();
  }

  private void line(List<@Nullable String> values) {
    out.println(values.stream().map(CsvSink::field).collect(Collectors.joining(",")));
  }

  private static String field(@Nullable String value) {
    if (value == null) {
      return "";
    }
    boolean plain =
        !value.isEmpty() && value.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
