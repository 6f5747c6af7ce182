package io.xmlfleet.database;

import java.util.Set;

/** What the databases' types have in common. */
enum LiveKind {
  TEXT(
      "nvarchar",
      "varchar",
      "nchar",
      "char",
      "ntext",
      "text",
      "xml",
      "character varying",
      "character",
      "character large object",
      "varchar_ignorecase"),
  BIT("bit", "boolean"),
  INTEGER("tinyint", "smallint", "int", "integer", "bigint"),
  DECIMAL("decimal", "numeric", "money", "smallmoney"),
  FLOAT("float", "real", "double precision", "decfloat"),
  DATE("date"),
  TIME("time"),
  DATETIME("datetime", "datetime2", "smalldatetime", "timestamp"),
  OFFSET("datetimeoffset", "timestamp with time zone"),
  UUID("uniqueidentifier", "uuid"),
  BINARY("binary", "varbinary", "image", "binary varying", "binary large object"),
  /** None that we know. */
  OTHER;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable; its type does not say so
  private final Set<String> names;

  LiveKind(String... names) {
    this.names = Set.of(names);
  }

  static LiveKind of(String type) {
    for (LiveKind kind : values()) {
      if (kind.names.contains(type)) {
        return kind;
      }
    }
    return OTHER;
  }
}
