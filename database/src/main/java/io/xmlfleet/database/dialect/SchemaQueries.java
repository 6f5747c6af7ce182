package io.xmlfleet.database.dialect;

/**
 * How a database is asked for its tables. Each query takes a schema and a table, or a sequence.
 * Immutable.
 *
 * @param columns takes them in any case of letters, and gives name, base type, most characters or
 *     bytes (-1: unlimited), precision, scale, and as 1 or 0 whether it takes null, is filled where
 *     nothing is written, and can only be computed; then schema and table as they are spelt, and
 *     whether rows can be inserted: 1, 0, or 2 for a view of which only a trial says so
 * @param primaryKey gives its columns in order
 * @param references gives schema and table of each table that a foreign key refers to
 * @param uniqueKeys gives for each column of each key of which no two rows can have the same
 *     values, whatever the values are: what tells the key from others, and the column
 * @param sequence gives a row if there is one of this very name
 */
public record SchemaQueries(
    String columns, String primaryKey, String references, String uniqueKeys, String sequence) {
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
