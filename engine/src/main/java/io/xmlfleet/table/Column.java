package io.xmlfleet.table;

/**
 * One column of a table. Immutable.
 *
 * @param mayBeNarrower whether the database's column may hold less than the type
 * @param nullIsDefault whether the database's default takes the place of null, where it has one
 */
public record Column(
    String name, ColumnType type, boolean nullable, boolean mayBeNarrower, boolean nullIsDefault) {
  /** A column that the database holds as it is. */
  public Column(String name, ColumnType type, boolean nullable) {
    this(name, type, nullable, false, false);
  }
}
