package io.xmlfleet.database.dialect;

import io.xmlfleet.database.dialect.LiveTable.Insertable;
import io.xmlfleet.table.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks a database for its tables. Confined to the thread of its connection. */
public final class LiveSchema {
  /** The standard's view, which every dialect has. */
  private static final String TABLES =
      """
      SELECT TABLE_SCHEMA, TABLE_NAME
      FROM INFORMATION_SCHEMA.TABLES
      WHERE LOWER(TABLE_SCHEMA) NOT IN ('information_schema', 'pg_catalog', 'sys')
      ORDER BY TABLE_SCHEMA, TABLE_NAME
      """;

  private final Connection connection;
  private final Dialect dialect;

  /** A database that is asked over one connection. */
  public LiveSchema(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /** A table; without columns if there is none. How it is spelt is known from now on. */
  public LiveTable table(TableId table) throws SQLException {
    LiveTable live = find(table);
    dialect.spellings().learn(table, live);
    return live;
  }

  private LiveTable find(TableId table) throws SQLException {
    SchemaQueries queries = dialect.schemaQueries();
    Map<TableId, List<LiveColumn>> alike = new LinkedHashMap<>();
    Map<TableId, Insertable> insertable = new HashMap<>();
    ask(
        queries.columns(),
        table,
        row -> {
          TableId id = new TableId(row.getString(9), row.getString(10));
          alike.computeIfAbsent(id, any -> new ArrayList<>()).add(column(row));
          insertable.put(id, insertable(row.getInt(11)));
        });
    TableId id = choose(table, alike.keySet());
    if (id == null) {
      return new LiveTable(table, Insertable.NO, List.of(), List.of(), Set.of(), List.of());
    }
    List<String> key = new ArrayList<>();
    ask(queries.primaryKey(), id, row -> key.add(LiveTable.lower(row.getString(1))));
    Set<String> references = new HashSet<>();
    ask(
        queries.references(),
        id,
        row -> references.add(LiveTable.lower(row.getString(1) + '.' + row.getString(2))));
    Map<String, Set<String>> unique = new LinkedHashMap<>();
    ask(
        queries.uniqueKeys(),
        id,
        row ->
            unique
                .computeIfAbsent(row.getString(1), any -> new HashSet<>())
                .add(LiveTable.lower(row.getString(2))));
    return new LiveTable(
        id,
        insertable.getOrDefault(id, Insertable.NO),
        alike.getOrDefault(id, List.of()),
        key,
        references,
        List.copyOf(unique.values()));
  }

  /** All tables and views that the login may see, but those of the database itself, by name. */
  public List<TableId> tables() throws SQLException {
    List<TableId> tables = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(TABLES);
        ResultSet found = query.executeQuery()) {
      while (found.next()) {
        tables.add(new TableId(found.getString(1), found.getString(2)));
      }
    }
    return tables;
  }

  /** Whether there is a sequence of this very name. */
  public boolean hasSequence(TableId sequence) throws SQLException {
    boolean[] found = {false};
    ask(dialect.schemaQueries().sequence(), sequence, row -> found[0] = true);
    return found[0];
  }

  private static Insertable insertable(int said) {
    return switch (said) {
      case 0 -> Insertable.NO;
      case 1 -> Insertable.YES;
      default -> Insertable.PERHAPS;
    };
  }

  /** The one that is spelt like this, else the only one; null: there is none. */
  private @Nullable TableId choose(TableId table, Set<TableId> alike) {
    TableId exactly = new TableId(schema(table), table.name());
    if (alike.contains(exactly)) {
      return exactly;
    }
    return alike.size() == 1 ? alike.iterator().next() : null;
  }

  /** {@code schema.table} in lower case. */
  public String fullName(TableId table) {
    return LiveTable.lower(schema(table) + '.' + table.name());
  }

  private String schema(TableId table) {
    String schema = table.schema();
    return schema == null ? dialect.defaultSchema() : schema;
  }

  private LiveColumn column(ResultSet row) throws SQLException {
    String type = LiveTable.lower(row.getString(2));
    return new LiveColumn(
        row.getString(1),
        type,
        dialect.liveType(type),
        row.getLong(3),
        row.getInt(4),
        row.getInt(5),
        row.getInt(6) == 1,
        row.getInt(7) == 1,
        row.getInt(8) == 1);
  }

  private void ask(String sql, TableId table, RowReader reader) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      dialect.binding().setText(query, 1, schema(table));
      dialect.binding().setText(query, 2, table.name());
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
