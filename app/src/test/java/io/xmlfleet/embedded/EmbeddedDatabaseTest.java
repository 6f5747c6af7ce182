package io.xmlfleet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.database.WriteLock;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
  @TempDir Path folder;

  @Test
  void stopsAfterTheCommitThatIsUnderWayAndBeforeAnyOther() throws Exception {
    CompletableFuture<Void> closed;
    EmbeddedDatabase database = start();
    try (Connection turn = connect(database);
        Connection data = connect(database);
        Connection late = connect(database)) {
      WriteLock.prepare(turn, Duration.ofSeconds(20));
      execute(data, "CREATE TABLE document (id INT PRIMARY KEY)");
      data.commit();
      WriteLock.acquire(turn);
      WriteLock.acquireForTransaction(data);
      execute(data, "INSERT INTO document VALUES (1)");

      closed = CompletableFuture.runAsync(database::close);
      assertThatThrownBy(() -> closed.get(500, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      // Whoever waits beside the stop may come first, as other workers may; but not for ever.
      CompletableFuture<Void> next = CompletableFuture.runAsync(() -> takeTurnsUntilCutOff(late));
      data.commit();
      turn.commit();
      closed.get(20, TimeUnit.SECONDS);
      assertThatThrownBy(() -> next.get(20, TimeUnit.SECONDS))
          .hasCauseInstanceOf(IllegalStateException.class);
    } catch (SQLException e) {
      // The connections were cut off, so that closing them fails.
      assertThat(e.getSQLState()).startsWith("90");
    }

    EmbeddedDatabase again = start();
    try (Connection reader = connect(again);
        Statement statement = reader.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM document")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(1);
    } finally {
      again.close();
    }
  }

  /** What a killed process leaves behind is its file; H2 2.5.252 did not find most of them. */
  @Test
  void aCommitIsFoundInTheFileAsItIsWhenTheCommitReturns() throws Exception {
    List<Integer> lost = new ArrayList<>();
    EmbeddedDatabase database = start();
    try (Connection connection = connect(database)) {
      // Space is used again at once, and not only after 45 s.
      execute(connection, "SET RETENTION_TIME 0");
      execute(connection, "CREATE TABLE document (id INT PRIMARY KEY, version INT, text VARCHAR)");
      execute(connection, "INSERT INTO document SELECT x, 0, '' FROM SYSTEM_RANGE(1, 100)");
      for (int version = 1; version <= 100; version++) {
        String rest = " WHERE id <= " + (1 + version * 37 % 100);
        String text = "REPEAT(RANDOM_UUID(), " + (1 + version * 7 % 20) + ')';
        execute(connection, "UPDATE document SET version = " + version + ", text = " + text + rest);
        connection.commit();
        if (versionInCopyOfFile() != version) {
          lost.add(version);
        }
      }
    } finally {
      database.close();
    }
    assertThat(lost).as("commits that a kill would have lost").isEmpty();
  }

  @Test
  void settlesHowH2WorksBeforeItsClassesAreLoaded() throws Exception {
    // Other tests of this JVM may have loaded them already: here they are loaded anew.
    List<URL> path = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      path.add(Path.of(entry).toUri().toURL());
    }
    try (URLClassLoader fresh =
        new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Class.forName(EmbeddedDatabase.class.getName(), true, fresh);
      Class<?> properties = Class.forName("org.h2.engine.SysProperties", true, fresh);

      assertThat(properties.getField("BIND_ADDRESS").get(null)).isEqualTo("127.0.0.1");
      assertThat(properties.getField("OBJECT_CACHE").get(null)).isEqualTo(false);
    }
  }

  private static void takeTurnsUntilCutOff(Connection connection) {
    try {
      while (true) {
        WriteLock.acquire(connection);
        connection.commit();
        Thread.sleep(5); // the length of a short transaction
      }
    } catch (SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private int versionInCopyOfFile() throws Exception {
    Files.copy(
        folder.resolve("rows.mv.db"),
        folder.resolve("copy.mv.db"),
        StandardCopyOption.REPLACE_EXISTING);
    try (EmbeddedDatabase copy = EmbeddedDatabase.start(folder.resolve("copy"), 0, "copy");
        Connection reader = connect(copy);
        Statement statement = reader.createStatement();
        ResultSet rows = statement.executeQuery("SELECT version FROM document WHERE id = 1")) {
      assertThat(rows.next()).isTrue();
      return rows.getInt(1);
    }
  }

  private EmbeddedDatabase start() {
    return EmbeddedDatabase.start(folder.resolve("rows"), 0, "rows");
  }

  private static Connection connect(EmbeddedDatabase database) throws SQLException {
    Connection connection =
        DriverManager.getConnection(database.remoteUrl(), EmbeddedDatabase.USER, "");
    connection.setAutoCommit(false);
    return connection;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
