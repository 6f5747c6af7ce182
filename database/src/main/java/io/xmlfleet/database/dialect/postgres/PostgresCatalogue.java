package io.xmlfleet.database.dialect.postgres;

import io.xmlfleet.database.dialect.LiveKind;
import io.xmlfleet.database.dialect.LiveType;
import io.xmlfleet.database.dialect.LiveType.Trait;
import io.xmlfleet.database.dialect.SchemaQueries;

/**
 * How PostgreSQL is asked for its tables. Not by the standard's views, which show a login only what
 * it has rights to, and a domain of a domain by the wrong type.
 */
final class PostgresCatalogue {
  static final SchemaQueries QUERIES =
      new SchemaQueries(
          """
          WITH RECURSIVE col AS (
            SELECT n.nspname, c.relname, c.relkind, c.oid, a.attname, a.attnum,
              a.atttypid AS typ, a.atttypmod AS mod, a.attnotnull AS required,
              (a.atthasdef AND a.attgenerated = '') OR a.attidentity <> '' AS filled,
              a.attgenerated <> '' AS computed
            FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE a.attnum > 0 AND NOT a.attisdropped
              AND LOWER(n.nspname) = LOWER(?) AND LOWER(c.relname) = LOWER(?)
            UNION ALL
            SELECT col.nspname, col.relname, col.relkind, col.oid, col.attname, col.attnum,
              t.typbasetype, CASE WHEN col.mod = -1 THEN t.typtypmod ELSE col.mod END,
              col.required OR t.typnotnull, col.filled OR t.typdefault IS NOT NULL, col.computed
            FROM col
            JOIN pg_type t ON t.oid = col.typ AND t.typtype = 'd'
          )
          SELECT col.attname,
            CASE WHEN t.typcategory = 'A' THEN 'array' WHEN t.typtype = 'e' THEN 'enum'
              ELSE REPLACE(format_type(t.oid, NULL), ' without time zone', '') END,
            CASE WHEN t.typname IN ('bpchar', 'varchar') AND mod >= 4 THEN mod - 4 ELSE -1 END,
            CASE WHEN t.typname <> 'numeric' THEN 0
              WHEN mod < 4 THEN 147455 ELSE ((mod - 4) >> 16) & 65535 END,
            CASE WHEN t.typname = 'numeric' AND mod < 4 THEN 16383
              WHEN t.typname = 'numeric' THEN (((mod - 4) & 2047) # 1024) - 1024
              WHEN t.typname IN ('time', 'timetz', 'timestamp', 'timestamptz') AND mod < 0 THEN 6
              ELSE GREATEST(mod, 0) END,
            CASE WHEN required THEN 0 ELSE 1 END,
            CASE WHEN filled THEN 1 ELSE 0 END,
            CASE WHEN computed THEN 1 ELSE 0 END,
            nspname, relname,
            CASE WHEN relkind IN ('r', 'p') OR pg_relation_is_updatable(col.oid, true) & 8 = 8
              THEN 1 ELSE 0 END
          FROM col
          JOIN pg_type t ON t.oid = col.typ AND t.typtype <> 'd'
          ORDER BY col.oid, col.attnum
          """,
          """
          SELECT a.attname
          FROM pg_constraint k
          JOIN pg_class c ON c.oid = k.conrelid
          JOIN pg_namespace n ON n.oid = c.relnamespace
          CROSS JOIN LATERAL UNNEST(k.conkey) WITH ORDINALITY AS key (attnum, position)
          JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = key.attnum
          WHERE k.contype = 'p' AND n.nspname = ? AND c.relname = ?
          ORDER BY key.position
          """,
          """
          SELECT pn.nspname, p.relname
          FROM pg_constraint k
          JOIN pg_class c ON c.oid = k.conrelid
          JOIN pg_namespace n ON n.oid = c.relnamespace
          JOIN pg_class p ON p.oid = k.confrelid
          JOIN pg_namespace pn ON pn.oid = p.relnamespace
          WHERE k.contype = 'f' AND n.nspname = ? AND c.relname = ?
          """,
          """
          SELECT i.indexrelid::bigint, a.attname
          FROM pg_index i
          JOIN pg_class c ON c.oid = i.indrelid
          JOIN pg_namespace n ON n.oid = c.relnamespace
          CROSS JOIN LATERAL UNNEST(i.indkey) WITH ORDINALITY AS key (attnum, position)
          JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = key.attnum
          WHERE i.indisunique AND i.indpred IS NULL AND i.indexprs IS NULL
            AND key.position <= i.indnkeyatts AND n.nspname = ? AND c.relname = ?
          """,
          """
          SELECT c.relname
          FROM pg_class c
          JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE c.relkind = 'S' AND n.nspname = ? AND c.relname = ?
          """);

  private PostgresCatalogue() {}

  static LiveType type(String name) {
    return switch (name) {
      case "character varying", "text", "citext", "xml", "json", "jsonb", "enum" ->
          LiveType.of(LiveKind.TEXT);
      case "character" -> LiveType.of(LiveKind.TEXT, Trait.PADDED);
      case "boolean" -> LiveType.of(LiveKind.BIT);
      case "smallint" -> LiveType.signed(16);
      case "integer" -> LiveType.signed(32);
      case "bigint" -> LiveType.signed(64);
      case "numeric" -> LiveType.of(LiveKind.DECIMAL);
      case "double precision" -> LiveType.of(LiveKind.FLOAT);
      case "real" -> LiveType.of(LiveKind.FLOAT, Trait.SINGLE);
      case "date" -> LiveType.of(LiveKind.DATE);
      case "time" -> LiveType.of(LiveKind.TIME);
      case "timestamp" -> LiveType.of(LiveKind.DATETIME);
      case "timestamp with time zone" -> LiveType.of(LiveKind.OFFSET);
      case "uuid" -> LiveType.of(LiveKind.UUID);
      case "bytea" -> LiveType.of(LiveKind.BINARY);
      default -> LiveType.UNKNOWN;
    };
  }
}
