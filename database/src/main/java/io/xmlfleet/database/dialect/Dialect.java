package io.xmlfleet.database.dialect;

import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What differs from one database to another, and nothing else. Thread-safe. */
public interface Dialect {
  /** For messages: {@code H2}, {@code SQL Server}, {@code PostgreSQL}. */
  String name();

  /** What its JDBC URLs begin with; between the colons is its name on a command line. */
  String urlPrefix();

  /** Who logs in where nobody is named; null: nobody. */
  default @Nullable String defaultUser() {
    return null;
  }

  /**
   * The URL for connections as we need them, which give up on a server that is silent for so long,
   * if that cannot be asked of the connection itself.
   */
  String limited(String jdbcUrl, Duration networkLimit);

  /** An identifier as the database takes it literally. */
  String quote(String identifier);

  /** The type that holds every value of this one. */
  String typeName(ColumnType type);

  /**
   * What a base type of the database is to us.
   *
   * @param name in lower case, as {@link #schemaQueries} give it
   */
  LiveType liveType(String name);

  /** In what steps its types count times. */
  TimeSteps timeSteps();

  /** How values become parameters. */
  ValueBinding binding();

  /** The schema of tables that name none. */
  String defaultSchema();

  /**
   * Whether transactions have to come one after the other so that a killed database keeps whole
   * ones only.
   */
  boolean serializesWrites(String jdbcUrl);

  /** A statement that makes a schema if it is missing. */
  String createSchema(String schema);

  /** How the database of this dialect spells what was looked at. */
  Spellings spellings();

  /** A query of a table's first rows, for people who look. */
  String firstRows(TableId table, int rows);

  /** How it is asked for its tables. */
  SchemaQueries schemaQueries();

  /** What one error means: by SQLSTATE and vendor number, never by text. */
  FailureKind classify(String sqlState, int vendorCode);

  /** What the database itself blames, such as {@code constraint c}; null: it does not say. */
  default @Nullable String blamed(Throwable failure) {
    return null;
  }

  /** A statement that prepares each new connection; null: none is needed. */
  default @Nullable String sessionSql() {
    return null;
  }

  /** Looks at the first connection, where something depends on how one logs in. */
  default void learn(Connection connection) throws SQLException {}

  /** A query of that many next values of a sequence, a row each. */
  String nextValues(TableId sequence, int count);

  /**
   * A writer for one table over one connection. Of a table whose keys the database makes, it puts
   * them into the rows that it is given.
   *
   * @param limit longest time that looking at the table may take
   * @throws SQLException if the table cannot be looked at
   */
  RowWriter writer(Connection connection, Table table, WriterOptions options, Duration limit)
      throws SQLException;
}
