package io.xmlfleet.database.schema;

import io.xmlfleet.database.Database;
import io.xmlfleet.database.dialect.LiveSchema;
import io.xmlfleet.database.dialect.SqlNames;
import io.xmlfleet.table.TableId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;

/** Counts the rows of tables. Thread-safe. */
public final class RowCounts {
  private final Database database;

  public RowCounts(Database database) {
    this.database = database;
  }

  /**
   * All rows of a table that this login sees.
   *
   * @return empty: there is no such table
   * @throws io.xmlfleet.failure.InfrastructureException if the database does not answer or does not
   *     let us read it
   */
  public OptionalLong of(TableId table) {
    return database.ask(
        "the rows of " + table + " cannot be counted",
        connection ->
            new LiveSchema(connection, database.dialect()).table(table).exists()
                ? OptionalLong.of(count(connection, table))
                : OptionalLong.empty());
  }

  /** Not COUNT(*): SQL Server's is an int, and its COUNT_BIG is unknown elsewhere. */
  private long count(Connection connection, TableId table) throws SQLException {
    String sql = "SELECT SUM(CAST(1 AS BIGINT)) FROM " + SqlNames.of(table, database.dialect());
    try (Statement statement = connection.createStatement();
        ResultSet sum = statement.executeQuery(sql)) {
      return sum.next() ? sum.getLong(1) : 0;
    }
  }
}
