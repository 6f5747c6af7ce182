package io.xmlfleet.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.settings.Secret;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PatienceTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final List<Duration> pauses = new ArrayList<>();
  private final Deque<FailureKind> failures = new ArrayDeque<>();
  private Server late;

  @AfterEach
  void stop() {
    if (late != null) {
      late.stop();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TRANSIENT", "TIMEOUT", "UNAVAILABLE"})
  void takesAStepAgainThatFailedByWhatPasses(FailureKind kind) {
    failures.addAll(List.of(kind, kind));

    assertThat(patience(LONG).get(this::step)).isEqualTo("done");
    assertThat(pauses).hasSize(2).allMatch(pause -> pause.compareTo(Duration.ofSeconds(3)) < 0);
  }

  @ParameterizedTest
  @EnumSource(names = {"CONFIGURATION", "DATA", "UNKNOWN"})
  void doesNotWaitForWhatLasts(FailureKind kind) {
    failures.add(kind);

    assertThatThrownBy(() -> patience(LONG).get(this::step)).hasMessage("cannot: " + kind);
    assertThat(pauses).isEmpty();
  }

  @Test
  void failsAtOnceWithoutPatience() {
    failures.add(FailureKind.TRANSIENT);

    assertThatThrownBy(() -> patience(Duration.ZERO).get(this::step))
        .hasMessage("cannot: TRANSIENT");
    assertThat(pauses).isEmpty();
  }

  @Test
  void endsWhenTheProcessIsToEnd() {
    failures.addAll(List.of(FailureKind.TRANSIENT, FailureKind.TRANSIENT));

    assertThatThrownBy(() -> new Patience(LONG, pause -> true).get(this::step))
        .hasMessage("cannot: TRANSIENT");
    assertThat(failures).as("not tried again").hasSize(1);
  }

  @Test
  void connectsToADatabaseThatComesUpLate() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Patience patience =
        new Patience(
            LONG,
            pause -> {
              pauses.add(pause);
              start(port);
              return false;
            });

    try (Database database = Database.connect(settings(port, patience))) {
      assertThat(pauses).hasSize(1);
      assertThat(database.<Boolean>ask("nothing works", connection -> connection.isValid(5)))
          .isTrue();
    }
  }

  @Test
  void saysOfADatabaseThatDoesNotComeThatItDoesNotAnswer() {
    assertThatThrownBy(() -> Database.connect(settings(1, Patience.NONE)))
        .isInstanceOf(InfrastructureException.class)
        .hasMessageEndingWith("it does not answer; check host, port and that it runs");
  }

  private void start(int port) {
    try {
      late = Server.createTcpServer("-tcpPort", Integer.toString(port), "-ifNotExists").start();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DatabaseSettings settings(int port, Patience patience) {
    return new DatabaseSettings(
        "jdbc:h2:tcp://127.0.0.1:" + port + "/mem:late;MODE=MSSQLServer",
        "sa",
        Secret.NONE,
        1,
        Duration.ofMillis(250),
        Duration.ofSeconds(10),
        new WriterOptions(1, false),
        patience);
  }

  private Patience patience(Duration limit) {
    return new Patience(
        limit,
        pause -> {
          pauses.add(pause);
          return false;
        });
  }

  private String step() {
    FailureKind kind = failures.poll();
    if (kind == null) {
      return "done";
    }
    throw new InfrastructureException(
        "cannot: " + kind, new DatabaseFailureException(kind, null, kind.name(), null));
  }
}
