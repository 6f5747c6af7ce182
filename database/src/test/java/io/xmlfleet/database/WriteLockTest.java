package io.xmlfleet.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.settings.Secret;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteLockTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void connect() {
    database =
        Database.connect(
            new DatabaseSettings(
                "jdbc:h2:file:" + folder.resolve("rows") + ";WRITE_DELAY=0;LOCK_TIMEOUT=20000",
                "sa",
                Secret.of(""),
                6,
                Duration.ofSeconds(15),
                Duration.ofMinutes(2),
                new WriterOptions(100, false)));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void isWaitedForUntilTheTransactionBeforeHasEnded() throws Exception {
    try (DatabaseSession first = database.session();
        DatabaseSession second = database.session()) {
      CompletableFuture<Boolean> afterwards =
          first.inTransaction(
              LIMIT,
              open -> {
                CompletableFuture<Boolean> next =
                    CompletableFuture.supplyAsync(
                        () -> second.inTransaction(LIMIT, transaction -> true));
                staysOpen(next);
                return next;
              });
      assertThat(afterwards.get(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void isWaitedForWhenItsConnectionIsGoneAndItsTransactionIsNot() throws Exception {
    try (Connection lock = database.connection();
        Connection data = database.connection();
        DatabaseSession next = database.session()) {
      WriteLock.prepare(lock, LIMIT);
      WriteLock.acquire(lock);
      WriteLock.acquireForTransaction(data);
      lock.rollback(); // as the server does when the connection breaks

      CompletableFuture<Boolean> afterwards =
          CompletableFuture.supplyAsync(() -> next.inTransaction(LIMIT, transaction -> true));
      staysOpen(afterwards);
      data.rollback();
      assertThat(afterwards.get(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void staysOpen(CompletableFuture<?> work) {
    assertThatThrownBy(() -> work.get(500, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
  }
}
