package io.xmlfleet.database.schema;

import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.dialect.SchemaQueries;
import io.xmlfleet.table.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Asks a database for its tables. Confined to the thread of its connection. */
final class LiveSchema {
  private final Connection connection;
  private final Dialect dialect;

  LiveSchema(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /** A table; without columns if there is none. */
  LiveTable table(TableId table) throws SQLException {
    SchemaQueries queries = dialect.schemaQueries();
    List<LiveColumn> columns = new ArrayList<>();
    ask(queries.columns(), table, row -> columns.add(column(row)));
    if (columns.isEmpty()) {
      return new LiveTable(columns, List.of(), Set.of());
    }
    List<String> key = new ArrayList<>();
    ask(queries.primaryKey(), table, row -> key.add(LiveTable.lower(row.getString(1))));
    Set<String> references = new HashSet<>();
    ask(
        queries.references(),
        table,
        row -> references.add(LiveTable.lower(row.getString(1) + '.' + row.getString(2))));
    return new LiveTable(columns, key, references);
  }

  /** {@code schema.table} in lower case. */
  String fullName(TableId table) {
    return LiveTable.lower(schema(table) + '.' + table.name());
  }

  private String schema(TableId table) {
    String schema = table.schema();
    return schema == null ? dialect.defaultSchema() : schema;
  }

  private static LiveColumn column(ResultSet row) throws SQLException {
    return new LiveColumn(
        row.getString(1),
        LiveTable.lower(row.getString(2)),
        row.getLong(3),
        row.getInt(4),
        row.getInt(5),
        row.getInt(6) == 1,
        row.getInt(7) == 1,
        row.getInt(8) == 1);
  }

  private void ask(String sql, TableId table, RowReader reader) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, schema(table));
      query.setString(2, table.name());
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          reader.read(found);
        }
      }
    }
  }

  @FunctionalInterface
  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }
}
