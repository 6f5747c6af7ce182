package io.xmlfleet.database;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Finds what tables lack, before the first row does. Thread-safe. */
public final class SchemaCheck {
  private final Database database;

  public SchemaCheck(Database database) {
    this.database = database;
  }

  /**
   * What is missing, one sentence each: {@code no table t}, {@code table t has no column c}.
   *
   * @throws InfrastructureException if the database does not say
   */
  public List<String> problems(List<Table> tables) {
    List<String> problems = new ArrayList<>();
    try (Connection connection = database.connection()) {
      for (Table table : tables) {
        Set<String> found = columns(connection, table.id());
        if (found.isEmpty()) {
          problems.add("no table " + table.id());
          continue;
        }
        for (Column column : table.columns()) {
          if (!found.contains(column.name().toLowerCase(Locale.ROOT))) {
            problems.add("table " + table.id() + " has no column " + column.name());
          }
        }
      }
      connection.rollback();
      return problems;
    } catch (SQLException e) {
      throw new InfrastructureException(
          "the tables cannot be looked at: "
              + new FailureReader(database.dialect()).read(null, e).getMessage(),
          e);
    }
  }

  /** Lower-case names, since databases compare them without case; none: there is no such table. */
  private Set<String> columns(Connection connection, TableId table) throws SQLException {
    String schema = table.schema() == null ? database.dialect().defaultSchema() : table.schema();
    String sql =
        """
        SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS
        WHERE LOWER(TABLE_SCHEMA) = LOWER(?) AND LOWER(TABLE_NAME) = LOWER(?)
        """;
    Set<String> names = new TreeSet<>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, schema);
      query.setString(2, table.name());
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          names.add(found.getString(1).toLowerCase(Locale.ROOT));
        }
      }
    }
    return names;
  }
}
