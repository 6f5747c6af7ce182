package io.xmlfleet.table;

/**
 * One column of a table. Immutable.
 *
 * @param mayBeNarrower whether the database's column may hold less than the type
 */
public record Column(String name, ColumnType type, boolean nullable, boolean mayBeNarrower) {
  /** A column that the database holds as it is. */
  public Column(String name, ColumnType type, boolean nullable) {
    this(name, type, nullable, false);
  }
}
