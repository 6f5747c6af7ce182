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
  static final String STANDARD_PRIMARY_KEY =
      """
      SELECT k.COLUMN_NAME
      FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS c
      JOIN INFORMATION_SCHEMA.KEY_COLUMN_USAGE k
        ON k.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA AND k.CONSTRAINT_NAME = c.CONSTRAINT_NAME
      WHERE c.CONSTRAINT_TYPE = 'PRIMARY KEY'
        AND c.TABLE_SCHEMA = ? AND c.TABLE_NAME = ?
      ORDER BY k.ORDINAL_POSITION
      """;

  static final SchemaQueries H2 =
      new SchemaQueries(
          """
          SELECT COLUMN_NAME, DATA_TYPE, COALESCE(CHARACTER_MAXIMUM_LENGTH, -1),
            COALESCE(NUMERIC_PRECISION, 0), COALESCE(NUMERIC_SCALE, DATETIME_PRECISION, 0),
            CASE WHEN IS_NULLABLE = 'YES' THEN 1 ELSE 0 END,
            CASE WHEN COLUMN_DEFAULT IS NOT NULL OR IS_IDENTITY = 'YES' THEN 1 ELSE 0 END,
            CASE WHEN IS_GENERATED = 'ALWAYS' THEN 1 ELSE 0 END,
            TABLE_SCHEMA, TABLE_NAME,
            CASE WHEN (TABLE_SCHEMA, TABLE_NAME) IN
              (SELECT TABLE_SCHEMA, TABLE_NAME FROM INFORMATION_SCHEMA.VIEWS
               WHERE INSERTABLE_INTO <> 'YES' AND IS_TRIGGER_INSERTABLE_INTO <> 'YES')
              THEN 0 ELSE 1 END
          FROM INFORMATION_SCHEMA.COLUMNS
          WHERE LOWER(TABLE_SCHEMA) = LOWER(?) AND LOWER(TABLE_NAME) = LOWER(?)
          ORDER BY ORDINAL_POSITION
          """,
          STANDARD_PRIMARY_KEY,
          """
          SELECT p.TABLE_SCHEMA, p.TABLE_NAME
          FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS c
          JOIN INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS r
            ON r.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = c.CONSTRAINT_NAME
          JOIN INFORMATION_SCHEMA.TABLE_CONSTRAINTS p
            ON p.CONSTRAINT_SCHEMA = r.UNIQUE_CONSTRAINT_SCHEMA
            AND p.CONSTRAINT_NAME = r.UNIQUE_CONSTRAINT_NAME
          WHERE c.TABLE_SCHEMA = ? AND c.TABLE_NAME = ?
          """);

  /**
   * The standard's views know neither identity nor computed columns, nor foreign keys to a unique
   * index. A type's alias has the number of its base type; a rowversion is named timestamp there.
   */
  static final SchemaQueries SQL_SERVER =
      new SchemaQueries(
          """
          SELECT c.name,
            CASE WHEN t.name = 'timestamp' THEN 'rowversion'
              ELSE COALESCE(t.name, TYPE_NAME(c.user_type_id)) END,
            CASE WHEN t.name IN ('text', 'ntext', 'image', 'xml') THEN -1
              WHEN t.name IN ('nchar', 'nvarchar') AND c.max_length > 0 THEN c.max_length / 2
              ELSE c.max_length END,
            c.precision, c.scale,
            CASE WHEN c.is_nullable = 1 THEN 1 ELSE 0 END,
            CASE WHEN c.default_object_id <> 0 OR c.is_identity = 1 THEN 1 ELSE 0 END,
            CASE WHEN c.is_computed = 1 OR t.name = 'timestamp' THEN 1 ELSE 0 END,
            s.name, o.name, CASE WHEN o.type = 'V' THEN 2 ELSE 1 END
          FROM sys.columns c
          JOIN sys.objects o ON o.object_id = c.object_id AND o.type IN ('U', 'V')
          JOIN sys.schemas s ON s.schema_id = o.schema_id
          LEFT JOIN sys.types t ON t.user_type_id = c.system_type_id
          WHERE LOWER(s.name) = LOWER(?) AND LOWER(o.name) = LOWER(?)
          ORDER BY c.column_id
          """,
          STANDARD_PRIMARY_KEY,
          """
          SELECT ps.name, p.name
          FROM sys.foreign_keys f
          JOIN sys.objects o ON o.object_id = f.parent_object_id
          JOIN sys.schemas s ON s.schema_id = o.schema_id
          JOIN sys.objects p ON p.object_id = f.referenced_object_id
          JOIN sys.schemas ps ON ps.schema_id = p.schema_id
          WHERE s.name = ? AND o.name = ?
          """);
}
