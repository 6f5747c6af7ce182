package io.xmlfleet.database.dialect;

import io.xmlfleet.table.TableId;

/** Quoted, schema-qualified names. */
public final class SqlNames {
  private SqlNames() {}

  public static String of(TableId table, Dialect dialect) {
    String name = dialect.quote(table.name());
    return table.schema() == null ? name : dialect.quote(table.schema()) + '.' + name;
  }
}
