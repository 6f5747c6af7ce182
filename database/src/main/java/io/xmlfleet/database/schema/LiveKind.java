package io.xmlfleet.database.schema;

/** What the databases' types have in common. */
public enum LiveKind {
  TEXT,
  BIT,
  INTEGER,
  DECIMAL,
  FLOAT,
  DATE,
  TIME,
  DATETIME,
  OFFSET,
  UUID,
  BINARY,
  /** None that we know. */
  OTHER;

  /** The kind of a base type by its lower-case name. */
  public static LiveKind of(String type) {
    return switch (type) {
      case "nvarchar", "varchar", "nchar", "char", "ntext", "text", "xml" -> TEXT;
      case "character varying", "character", "character large object", "varchar_ignorecase" -> TEXT;
      case "bit", "boolean" -> BIT;
      case "tinyint", "smallint", "int", "integer", "bigint" -> INTEGER;
      case "decimal", "numeric", "money", "smallmoney" -> DECIMAL;
      case "float", "real", "double precision", "decfloat" -> FLOAT;
      case "date" -> DATE;
      case "time" -> TIME;
      case "datetime", "datetime2", "smalldatetime", "timestamp" -> DATETIME;
      case "datetimeoffset", "timestamp with time zone" -> OFFSET;
      case "uniqueidentifier", "uuid" -> UUID;
      case "binary", "varbinary", "image", "binary varying", "binary large object" -> BINARY;
      default -> OTHER;
    };
  }
}
