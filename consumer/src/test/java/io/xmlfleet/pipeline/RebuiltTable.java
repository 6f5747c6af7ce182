package io.xmlfleet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.table.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A table of H2 that is locked until this is closed: somebody adds a constraint, and to check the
 * first row takes so long. One at a time.
 */
public final class RebuiltTable implements AutoCloseable {
  private static volatile CountDownLatch begun = new CountDownLatch(0);
  private static volatile CountDownLatch ended = new CountDownLatch(0);

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Future<?> rebuilt;

  private RebuiltTable(Connection h2, String table) {
    rebuilt = thread.submit(() -> rebuild(h2, table));
  }

  /**
   * Begins.
   *
   * @param h2 closed at the end
   * @param table with a row at least
   */
  static RebuiltTable begin(Connection h2, Table table) throws Exception {
    begun = new CountDownLatch(1);
    ended = new CountDownLatch(1);
    try (Statement statement = h2.createStatement()) {
      statement.execute(
          "CREATE ALIAS IF NOT EXISTS rebuild FOR '" + RebuiltTable.class.getName() + ".value'");
    }
    RebuiltTable rebuilt = new RebuiltTable(h2, '"' + table.id().name() + '"');
    assertThat(begun.await(30, TimeUnit.SECONDS)).as("the rebuild begins").isTrue();
    return rebuilt;
  }

  private static Void rebuild(Connection h2, String table) throws SQLException {
    try (Connection own = h2;
        Statement statement = own.createStatement()) {
      statement.execute("ALTER TABLE " + table + " ADD CHECK (id + rebuild() > 0)");
      return null;
    }
  }

  /** Called by H2. */
  public static int value() throws InterruptedException {
    begun.countDown();
    if (!ended.await(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("nobody ended the rebuild");
    }
    return 1;
  }

  @Override
  public void close() {
    assertThat(rebuilt).as("the rebuild was under way all the time").isNotDone();
    ended.countDown();
    assertThat(rebuilt).succeedsWithin(Duration.ofSeconds(30));
    thread.shutdownNow();
  }
}
