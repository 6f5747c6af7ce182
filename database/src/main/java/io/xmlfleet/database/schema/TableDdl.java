package io.xmlfleet.database.schema;

import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.dialect.LiveColumn;
import io.xmlfleet.database.dialect.SqlNames;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.KeyGeneration;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code CREATE TABLE} statements in a dialect. Thread-safe. */
public final class TableDdl {
  private final Dialect dialect;

  public TableDdl(Dialect dialect) {
    this.dialect = dialect;
  }

  /** What has to run before a table can be created, if it has not: schemas, a sequence. */
  public List<String> prerequisites(Table table) {
    KeyGeneration generation = table.existing().generation();
    TableId sequence = generation == null ? null : generation.sequence();
    List<String> statements = new ArrayList<>();
    for (TableId id : sequence == null ? List.of(table.id()) : List.of(table.id(), sequence)) {
      String schema = id.schema();
      if (schema != null) {
        statements.add(dialect.createSchema(schema));
      }
    }
    if (sequence != null) {
      statements.add(dialect.createSequence(sequence));
    }
    return statements;
  }

  /** One statement, without a semicolon. */
  public String createTable(Table table) {
    List<String> parts = new ArrayList<>();
    for (Column column : table.columns()) {
      parts.add(
          dialect.quote(column.name())
              + ' '
              + dialect.typeName(column.type())
              + (isIdentity(table, column) ? ' ' + dialect.identity() : "")
              + (notNull(table, column) ? " NOT NULL" : ""));
    }
    if (!table.primaryKey().isEmpty()) {
      parts.add("PRIMARY KEY (" + names(table.primaryKey()) + ")");
    }
    List<String> naturalKey = table.existing().naturalKey();
    boolean unique =
        !table.primaryKey().isEmpty() && Set.copyOf(naturalKey).containsAll(table.primaryKey());
    if (!naturalKey.isEmpty() && !unique) {
      parts.add("UNIQUE (" + names(naturalKey) + ")");
    }
    for (Table.ForeignKey key : table.foreignKeys()) {
      parts.add(
          "FOREIGN KEY ("
              + names(key.columns())
              + ") REFERENCES "
              + SqlNames.of(key.references(), dialect));
    }
    return "CREATE TABLE "
        + SqlNames.of(table.id(), dialect)
        + " (\n  "
        + String.join(",\n  ", parts)
        + "\n)";
  }

  /** The statement that adds a column, which may be null: there may be rows. */
  String addColumn(TableId table, Column column) {
    return alter(table)
        + "ADD "
        + dialect.quote(column.name())
        + ' '
        + dialect.typeName(column.type());
  }

  /** The statement that lets a column be null. */
  String dropNotNull(TableId table, LiveColumn column) {
    return alter(table) + dialect.letBeNull(column);
  }

  private String alter(TableId table) {
    return "ALTER TABLE " + SqlNames.of(table, dialect) + ' ';
  }

  private static boolean isIdentity(Table table, Column column) {
    KeyGeneration generation = table.existing().generation();
    return generation != null
        && generation.sequence() == null
        && generation.column().equals(column.name());
  }

  private static boolean notNull(Table table, Column column) {
    return !column.nullable() || table.primaryKey().contains(column.name());
  }

  private String names(List<String> columns) {
    return columns.stream().map(dialect::quote).collect(Collectors.joining(", "));
  }
}
