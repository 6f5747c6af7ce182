package io.xmlfleet.database.dialect.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.database.FailureReader;
import io.xmlfleet.database.dialect.FailureKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The driver itself, against ports where no SQL Server is. */
class SqlServerDriverTest {
  @Test
  void aPortWhereNobodyListensIsAway() throws IOException {
    int port;
    try (ServerSocket free = open()) {
      port = free.getLocalPort();
    }
    assertAway(port);
  }

  @Test
  void aServerThatHangsUpIsAway() throws Exception {
    Thread hangingUp;
    try (ServerSocket server = open()) {
      hangingUp = new Thread(() -> hangUp(server), "hang-up");
      hangingUp.start();
      assertAway(server.getLocalPort());
    }
    hangingUp.join();
  }

  private static void hangUp(ServerSocket server) {
    try {
      while (true) {
        server.accept().close();
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  @Test
  void aServerThatNeverAnswersIsAwayAfterTheLoginTimeout() throws Exception {
    try (ServerSocket server = open();
        Socket unused = new Socket(server.getInetAddress(), server.getLocalPort())) {
      assertThat(unused.isConnected()).isTrue();
      assertAway(server.getLocalPort());
    }
  }

  private static ServerSocket open() throws IOException {
    return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  private static void assertAway(int port) {
    String url =
        "jdbc:sqlserver://127.0.0.1:" + port + ";loginTimeout=2;connectRetryCount=0;encrypt=false";
    SQLException failure =
        catchThrowableOfType(
            SQLException.class, () -> DriverManager.getConnection(url, "nobody", "secret"));

    assertThat(failure.getErrorCode()).isZero();
    DatabaseFailureException read = new FailureReader(new SqlServerDialect()).read(null, failure);
    assertThat(read.kind()).as(read.getMessage()).isEqualTo(FailureKind.UNAVAILABLE);
  }
}
