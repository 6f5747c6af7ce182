package io.xmlfleet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.database.Turn;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
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
      Turn.prepare(turn, Duration.ofSeconds(20));
      execute(data, "CREATE TABLE document (id INT PRIMARY KEY)");
      data.commit();
      Turn.take(turn);
      Turn.enter(data);
      execute(data, "INSERT INTO document VALUES (1)");

      closed = CompletableFuture.runAsync(database::close);
      assertThatThrownBy(() -> closed.get(500, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      CompletableFuture<Void> next =
          CompletableFuture.runAsync(
              () -> {
                try {
                  Turn.take(late);
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
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
