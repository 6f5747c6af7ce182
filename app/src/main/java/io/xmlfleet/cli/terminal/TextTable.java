package io.xmlfleet.cli.terminal;

import io.xmlfleet.text.PlainText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows in aligned columns, for people. Confined to one thread. */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * One column.
   *
   * @param right whether its values end at the same place, as numbers do
   */
  public record Column(String title, boolean right) {}

  public TextTable(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  /** With columns of these titles; # before one makes it a column of numbers. */
  public static TextTable of(String... titles) {
    return new TextTable(
        Arrays.stream(titles)
            .map(title -> new Column(title.replaceFirst("^#", ""), title.startsWith("#")))
            .toList());
  }

  /** Adds a row of as many values as there are columns. */
  public void row(List<String> values) {
    if (values.size() != columns.size()) {
      throw new IllegalArgumentException(values.size() + " values for " + columns.size());
    }
    rows.add(values.stream().map(PlainText::oneLine).toList());
  }

  public void row(Object... values) {
    row(Arrays.stream(values).map(String::valueOf).toList());
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  public boolean hasColumns() {
    return !columns.isEmpty();
  }

  /**
   * Writes titles, a rule and the rows.
   *
   * @param indent put before each line
   */
  public void print(PrintWriter out, String indent) {
    lines().forEach(line -> out.println(indent + line));
  }

  /** Titles, a rule and the rows. */
  List<String> lines() {
    int[] widths = widths();
    List<String> lines = new ArrayList<>();
    lines.add(line(columns.stream().map(Column::title).toList(), widths));
    lines.add(line(Arrays.stream(widths).mapToObj("-"::repeat).toList(), widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  /** How many characters a line has. */
  public int width() {
    return Arrays.stream(widths()).sum() + GAP.length() * Math.max(0, columns.size() - 1);
  }

  private int[] widths() {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = width(columns.get(i).title());
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    return widths;
  }

  private String line(List<String> values, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String value = values.get(i);
      String padding = " ".repeat(widths[i] - width(value));
      line.append(i == 0 ? "" : GAP)
          .append(columns.get(i).right() ? padding + value : value + padding);
    }
    return line.toString().stripTrailing();
  }

  private static int width(String value) {
    return value.codePointCount(0, value.length());
  }
}
