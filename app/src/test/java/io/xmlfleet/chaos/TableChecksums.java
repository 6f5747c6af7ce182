package io.xmlfleet.chaos;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The contents of a database's tables, whatever the order of their rows. */
final class TableChecksums {
  /** Tables of ours: what they hold depends on who did what when. */
  private static final String OURS = "xmlfleet_";

  private TableChecksums() {}

  /** Rows and the sum of their digests, by table. */
  static Map<String, String> of(ChaosDatabase.Login login) throws SQLException {
    Map<String, String> sums = new TreeMap<>();
    try (Connection connection = login.connect()) {
      for (String table : tables(connection)) {
        sums.put(table, sum(connection, table));
      }
    }
    return sums;
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet found =
        connection
            .getMetaData()
            .getTables(null, connection.getSchema(), "%", new String[] {"BASE TABLE", "TABLE"})) {
      while (found.next()) {
        String name = found.getString("TABLE_NAME");
        if (!name.startsWith(OURS)) {
          tables.add('"' + name + '"');
        }
      }
    }
    return tables;
  }

  private static String sum(Connection connection, String table) throws SQLException {
    long rows = 0;
    long sum = 0;
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT * FROM " + table)) {
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        StringBuilder row = new StringBuilder();
        for (int column = 1; column <= columns; column++) {
          row.append(found.getString(column)).append('\u0000');
        }
        rows++;
        sum += digest(row.toString());
      }
    }
    return rows + " rows, " + Long.toHexString(sum);
  }

  private static long digest(String row) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(row.getBytes(StandardCharsets.UTF_8));
      return java.nio.ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
