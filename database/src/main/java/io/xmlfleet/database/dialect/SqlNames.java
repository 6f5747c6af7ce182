package io.xmlfleet.database.dialect;

import io.xmlfleet.table.TableId;

/** Quoted, schema-qualified names, as the database spells them. */
public final class SqlNames {
  private SqlNames() {}

  public static String of(TableId table, Dialect dialect) {
    TableId spelt = dialect.spellings().of(table);
    String name = dialect.quote(spelt.name());
    return spelt.schema() == null ? name : dialect.quote(spelt.schema()) + '.' + name;
  }

  public static String of(TableId table, String column, Dialect dialect) {
    return dialect.quote(dialect.spellings().of(table, column));
  }
}
