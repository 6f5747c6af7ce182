package io.xmlfleet.database.dialect;

/**
 * How a database is asked for its tables. Each query takes a schema and a table. Immutable.
 *
 * @param columns takes them in any case of letters, and gives name, base type, most characters or
 *     bytes (-1: unlimited), precision, scale, and as 1 or 0 whether it takes null, is filled where
 *     nothing is written, and can only be computed; then schema and table as they are spelt, and
 *     whether rows can be inserted: 1, 0, or 2 for a view of which only a trial says so
 * @param primaryKey gives its columns in order
 * @param references gives schema and table of each table that a foreign key refers to
 */
public record SchemaQueries(String columns, String primaryKey, String references) {
  /** The primary key by the standard's views. */
  public static final String STANDARD_PRIMARY_KEY =
      """
      SELECT k.COLUMN_NAME
      FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS c
      JOIN INFORMATION_SCHEMA.KEY_COLUMN_USAGE k
        ON k.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA AND k.CONSTRAINT_NAME = c.CONSTRAINT_NAME
      WHERE c.CONSTRAINT_TYPE = 'PRIMARY KEY'
        AND c.TABLE_SCHEMA = ? AND c.TABLE_NAME = ?
      ORDER BY k.ORDINAL_POSITION
      """;
}
