package io.xmlfleet.testing;

import io.xmlfleet.database.Database;
import io.xmlfleet.database.DatabaseSettings;
import io.xmlfleet.database.SqlNames;
import io.xmlfleet.database.WriterOptions;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** A real database and tables of a test's own in it, dropped at the end. */
public final class DatabaseUnderTest implements AutoCloseable {
  private static final AtomicInteger NAMES = new AtomicInteger();

  private final Database database;
  private final Deque<TableId> tables = new ArrayDeque<>();

  private DatabaseUnderTest(Database database) {
    this.database = database;
  }

  /** An H2 in memory, empty. */
  public static DatabaseUnderTest h2(WriterOptions options) {
    return connect(
        "jdbc:h2:mem:"
            + unique("db")
            + ";MODE=MSSQLServer;LOCK_TIMEOUT=500;DB_CLOSE_DELAY=-1"
            + ";DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE",
        "sa",
        "",
        options);
  }

  static DatabaseUnderTest connect(
      String url, String user, String password, WriterOptions options) {
    return new DatabaseUnderTest(
        Database.connect(
            new DatabaseSettings(
                url, user, Secret.of(password), 4, Duration.ofSeconds(15), options)));
  }

  public Database database() {
    return database;
  }

  /** A table name that nobody else uses, on a server that others use too. */
  public TableId newTable(String name) {
    TableId id = new TableId(null, unique(name));
    tables.push(id);
    return id;
  }

  /** The table is there from now on, and gone after the test. */
  public Table dropAtEnd(Table table) {
    tables.push(table.id());
    return table;
  }

  public static String unique(String name) {
    return "xf_"
        + name
        + '_'
        + NAMES.incrementAndGet()
        + '_'
        + Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000000));
  }

  @Override
  public void close() throws SQLException {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      for (TableId table : tables) {
        statement.execute("DROP TABLE IF EXISTS " + SqlNames.of(table, database.dialect()));
      }
    } finally {
      database.close();
    }
  }
}
