package io.xmlfleet.database.dialect;

import io.xmlfleet.table.Column;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Leaves out the columns in which a row is null and the database has a default that is wanted
 * instead: rows that lack the same columns are written together.
 */
public final class DefaultingWriter implements RowWriter {
  private final Table table;
  private final BitSet defaulted;
  private final Making making;
  private final Map<List<Integer>, RowWriter> writers = new HashMap<>();

  /** Makes a writer of a table, or of some of its columns. */
  @FunctionalInterface
  public interface Making {
    RowWriter writer(Table table) throws SQLException;
  }

  private DefaultingWriter(Table table, BitSet defaulted, Making making) {
    this.table = table;
    this.defaulted = defaulted;
    this.making = making;
  }

  /** A writer of a table; a plain one where no default is wanted or known. */
  public static RowWriter of(Table table, Spellings spellings, Making making) throws SQLException {
    BitSet defaulted = spellings.defaulted(table);
    return defaulted.isEmpty()
        ? making.writer(table)
        : new DefaultingWriter(table, defaulted, making);
  }

  @Override
  public void write(RowBatch batch, Duration limit) throws SQLException {
    Map<List<Integer>, List<Object[]>> byGiven = new LinkedHashMap<>();
    for (Object[] row : batch.rows()) {
      byGiven.computeIfAbsent(given(row), any -> new ArrayList<>()).add(row);
    }
    for (Map.Entry<List<Integer>, List<Object[]>> each : byGiven.entrySet()) {
      write(each.getKey(), each.getValue(), limit);
    }
  }

  /** Ordinals of the columns that are written. */
  private List<Integer> given(Object[] row) {
    List<Integer> given = new ArrayList<>();
    for (int i = 0; i < row.length; i++) {
      if (row[i] != null || !defaulted.get(i)) {
        given.add(i);
      }
    }
    return given;
  }

  private void write(List<Integer> given, List<Object[]> rows, Duration limit) throws SQLException {
    RowWriter writer = writers.get(given);
    if (writer == null) {
      writer = making.writer(of(given));
      writers.put(given, writer);
    }
    List<Object[]> parts = new ArrayList<>();
    for (Object[] row : rows) {
      parts.add(given.stream().map(ordinal -> row[ordinal]).toArray());
    }
    writer.write(new RowBatch(of(given), parts), limit);
    for (int i = 0; i < parts.size(); i++) {
      for (int j = 0; j < given.size(); j++) {
        rows.get(i)[given.get(j)] = parts.get(i)[j]; // a writer may put a key in
      }
    }
  }

  private Table of(List<Integer> given) {
    List<Column> columns = given.stream().map(table.columns()::get).toList();
    return new Table(
        table.id(), columns, table.primaryKey(), table.foreignKeys(), table.existing());
  }

  @Override
  public void close() throws SQLException {
    for (RowWriter writer : writers.values()) {
      writer.close();
    }
  }
}
