package io.xmlfleet.wiring;

import io.xmlfleet.database.Dialects;
import io.xmlfleet.database.FailureReader;
import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.settings.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs a statement of the user's and hands its rows on. Immutable. */
public final class SqlQuery {
  private static final int CONNECT_SECONDS = 15;
  private static final Set<Integer> NUMBERS =
      Set.of(
          Types.BIGINT,
          Types.DECIMAL,
          Types.DOUBLE,
          Types.FLOAT,
          Types.INTEGER,
          Types.NUMERIC,
          Types.REAL,
          Types.SMALLINT,
          Types.TINYINT);
  private static final Set<Integer> BYTES =
      Set.of(Types.BINARY, Types.BLOB, Types.LONGVARBINARY, Types.VARBINARY);

  private final DatabaseAccess.Login login;

  /**
   * A column of the result.
   *
   * @param number whether its values are numbers
   */
  public record Column(String name, boolean number) {}

  /** Takes the result, on the calling thread. */
  public interface Sink {
    void columns(List<Column> columns);

    /** One row; absent values are null. Says whether more are wanted. */
    boolean row(List<@Nullable String> values);
  }

  public SqlQuery(DatabaseAccess.Login login) {
    this.login = login;
  }

  /**
   * Runs one statement.
   *
   * @return changed rows if it changes some; -1 if it gave rows to the sink
   * @throws UsageException if the database refuses the statement
   * @throws InfrastructureException if it does not let us in
   */
  public long run(String sql, Sink sink) {
    try (Connection connection = connect();
        Statement statement = statement(connection, sql)) {
      if (!statement.execute(sql)) {
        return statement.getLargeUpdateCount();
      }
      try (ResultSet rows = statement.getResultSet()) {
        deliver(rows, sink);
      }
      return -1;
    } catch (SQLException e) {
      throw new UsageException("the database refuses it: " + firstLine(e), e);
    }
  }

  private Connection connect() {
    Dialect dialect = Dialects.forUrl(login.url()); // Java's own message would quote the URL
    Properties properties = new Properties();
    String user = login.user();
    if (user != null) {
      properties.setProperty("user", user);
      properties.setProperty("password", login.password().reveal());
    }
    DriverManager.setLoginTimeout(CONNECT_SECONDS);
    return login.patience().get(() -> connect(dialect, properties));
  }

  private Connection connect(Dialect dialect, Properties properties) {
    try {
      return DriverManager.getConnection(login.url(), properties);
    } catch (SQLException e) {
      throw new InfrastructureException(
          "no connection to the database: " + firstLine(e),
          new FailureReader(dialect).read(null, e));
    }
  }

  private static Statement statement(Connection connection, String sql) {
    try {
      return connection.createStatement();
    } catch (SQLException e) {
      throw new InfrastructureException("no statement for: " + sql, e);
    }
  }

  private static void deliver(ResultSet rows, Sink sink) throws SQLException {
    ResultSetMetaData about = rows.getMetaData();
    List<Column> columns = new ArrayList<>();
    Set<Integer> bytes = new HashSet<>();
    for (int i = 1; i <= about.getColumnCount(); i++) {
      String label = about.getColumnLabel(i);
      // H2 says of its UUIDs, too, that they are bytes.
      if (BYTES.contains(about.getColumnType(i)) && !about.getColumnTypeName(i).equals("UUID")) {
        bytes.add(i);
      }
      columns.add(
          new Column(
              label.isEmpty() ? "(no name)" : label, NUMBERS.contains(about.getColumnType(i))));
    }
    sink.columns(List.copyOf(columns));
    boolean wanted = true;
    while (wanted && rows.next()) {
      List<@Nullable String> values = new ArrayList<>();
      for (int i = 1; i <= columns.size(); i++) {
        values.add(bytes.contains(i) ? hex(rows.getBytes(i)) : rows.getString(i));
      }
      wanted = sink.row(values);
    }
  }

  /**
   * As a contract reads them with formats: [hex]; H2's own text of bytes loses what is no UTF-8.
   */
  private static @Nullable String hex(byte @Nullable [] bytes) {
    return bytes == null ? null : HexFormat.of().formatHex(bytes);
  }

  private static String firstLine(SQLException e) {
    String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    // H2 has the statement behind it, on a line of its own.
    return Secret.masked(line.replaceFirst("; SQL statement:$", ""));
  }
}
