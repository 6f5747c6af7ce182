package io.xmlfleet.database.schema;

import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.dialect.LiveColumn;
import io.xmlfleet.database.dialect.LiveTable;
import io.xmlfleet.database.dialect.SqlNames;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.Table;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what would make one table and its contract agree. Immutable. */
final class Mends {
  private static final long LONGEST = 999_999_999;
  private static final int MOST_DIGITS = 38;

  private final Dialect dialect;
  private final Table table;
  private final TableDdl ddl;

  Mends(Dialect dialect, Table table) {
    this.dialect = dialect;
    this.table = table;
    this.ddl = new TableDdl(dialect);
  }

  Mend missingTable() {
    return new Mend(ddl.createTable(table), null);
  }

  Mend missingColumn(Column column) {
    return new Mend(
        ddl.addColumn(table.id(), column),
        table.primaryKey().contains(column.name())
            ? null
            : edit(Mend.Kind.DROP_COLUMN, column.name(), List.of()));
  }

  Mend computed(Column column) {
    return new Mend(null, edit(Mend.Kind.DROP_COLUMN, column.name(), List.of()));
  }

  /**
   * The column takes the contract's type, or the contract its, where it has another word for it.
   */
  Mend type(Column column, LiveColumn there) {
    String type = contractType(there);
    return new Mend(
        alter(dialect.changeType(there, dialect.typeName(column.type()))),
        type == null || type.equals(column.type().toString())
            ? null
            : edit(Mend.Kind.SET_TYPE, column.name(), List.of(type)));
  }

  Mend stricter(Column column, LiveColumn there) {
    return new Mend(
        alter(dialect.letBeNull(there)), edit(Mend.Kind.SET_REQUIRED, column.name(), List.of()));
  }

  /** Nothing fills it: the database has to let it be null. */
  Mend unfilled(LiveColumn there) {
    return new Mend(alter(dialect.letBeNull(there)), null);
  }

  /** A table without a key gets the contract's; else the contract may take the table's. */
  Mend key(LiveTable live) {
    List<String> named =
        live.primaryKey().stream()
            .flatMap(
                key ->
                    table.columns().stream()
                        .map(Column::name)
                        .filter(name -> LiveTable.lower(name).equals(key)))
            .toList();
    boolean hasAll = !named.isEmpty() && named.size() == live.primaryKey().size();
    return new Mend(
        live.primaryKey().isEmpty() ? add("PRIMARY KEY", table.primaryKey()) : null,
        hasAll ? new Mend.Edit(Mend.Kind.SET_KEY, table.id(), null, named) : null);
  }

  Mend naturalKey() {
    return new Mend(add("UNIQUE", table.existing().naturalKey()), null);
  }

  private String add(String constraint, List<String> columns) {
    return alter(
        "ADD "
            + constraint
            + columns.stream().map(dialect::quote).collect(Collectors.joining(", ", " (", ")")));
  }

  private String alter(String change) {
    return "ALTER TABLE " + SqlNames.of(table.id(), dialect) + ' ' + change;
  }

  private Mend.Edit edit(Mend.Kind kind, String column, List<String> values) {
    return new Mend.Edit(kind, table.id(), column, values);
  }

  /** What a contract calls the type of a column that is there; null: it has no word for it. */
  static @Nullable String contractType(LiveColumn there) {
    return switch (there.type().kind()) {
      case TEXT -> limited("string", there.length());
      case BINARY -> limited("binary", there.length());
      case BIT -> "bit";
      case INTEGER -> integer(there.type().most());
      case DECIMAL -> decimal(there.precision(), there.scale());
      case FLOAT -> "double";
      case DATE -> "date";
      case TIME -> "time";
      case DATETIME -> "datetime";
      case OFFSET -> "datetimeoffset";
      case UUID -> "uuid";
      default -> null;
    };
  }

  /** A length of more digits than a contract can say is none. */
  private static String limited(String word, long length) {
    return length > 0 && length <= LONGEST ? word + '(' + length + ')' : word;
  }

  /** A numeric without limits, or with digits left of the point only, is none of a contract. */
  private static @Nullable String decimal(int precision, int scale) {
    boolean isSaid = precision <= MOST_DIGITS && scale >= 0 && scale <= precision;
    return isSaid ? "decimal(" + precision + "," + scale + ")" : null;
  }

  private static String integer(long most) {
    if (most <= 255) {
      return "tinyint";
    }
    if (most <= Short.MAX_VALUE) {
      return "smallint";
    }
    return most <= Integer.MAX_VALUE ? "int" : "bigint";
  }
}
