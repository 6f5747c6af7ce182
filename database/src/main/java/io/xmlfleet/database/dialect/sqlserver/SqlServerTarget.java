package io.xmlfleet.database.dialect.sqlserver;

import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.dialect.SqlNames;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A table as the server has it. Immutable.
 *
 * @param name quoted and qualified
 * @param columns the server's spelling of our columns, in our order: the bulk protocol compares
 *     names by the letter, whatever the collation
 * @param identity whether one of them is an identity column, whose values we bring ourselves
 */
record SqlServerTarget(String name, List<String> columns, boolean identity) {
  SqlServerTarget {
    columns = List.copyOf(columns);
  }

  /**
   * Asks the server.
   *
   * @throws SQLException if there is no such table or column
   */
  static SqlServerTarget of(Connection connection, Table table, Dialect dialect, Duration limit)
      throws SQLException {
    String name = SqlNames.of(table.id(), dialect);
    Map<String, String> spelling = new HashMap<>();
    List<String> identities = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT * FROM " + name + " WHERE 1 = 0")) {
      statement.setQueryTimeout((int) Math.max(1, limit.toSeconds()));
      try (ResultSet nothing = statement.executeQuery()) {
        ResultSetMetaData about = nothing.getMetaData();
        for (int i = 1; i <= about.getColumnCount(); i++) {
          spelling.put(key(about.getColumnName(i)), about.getColumnName(i));
          if (about.isAutoIncrement(i)) {
            identities.add(key(about.getColumnName(i)));
          }
        }
      }
    }
    List<String> columns = new ArrayList<>();
    boolean identity = false;
    for (Column column : table.columns()) {
      String spelt = spelling.get(key(column.name()));
      if (spelt == null) {
        throw new SQLException(
            "table " + table.id() + " has no column " + column.name(), "42S22", 207);
      }
      columns.add(spelt);
      identity |= identities.contains(key(column.name()));
    }
    return new SqlServerTarget(name, columns, identity);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
