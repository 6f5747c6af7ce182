package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.CommandLineCall;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that are started while their database starts. */
class LateDatabaseTest {
  private static final Path CONTRACT =
      Path.of("..", "samples", "credit-applications", "contract.yaml").toAbsolutePath().normalize();

  @TempDir Path folder;
  private final ExecutorService other = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    other.shutdownNow();
  }

  @Test
  void aQueryWaitsForIt() throws Exception {
    CommandLineCall result = whileItStarts("db", "--csv", "select 41 + 1 as answer");

    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(result.out()).contains("42");
  }

  @Test
  void aCheckOfTheTablesWaitsForIt() throws Exception {
    CommandLineCall result = whileItStarts("contract", "check", CONTRACT.toString());

    assertThat(result.out() + result.err()).contains("no table application");
  }

  @Test
  void nobodyWaitsLongerThanHeSays() {
    CommandLineCall result =
        session()
            .run("db", "select 1", "--db", "jdbc:h2:tcp://127.0.0.1:1/mem:x", "--db-wait", "0");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err()).contains("no connection to the database");
  }

  /** Whoever comes first finds that nothing answers; then the server is started. */
  private CommandLineCall whileItStarts(String... command) throws Exception {
    ServerSocket nothing = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    String port = Integer.toString(nothing.getLocalPort());
    Future<Server> late =
        other.submit(
            () -> {
              nothing.accept().close();
              nothing.close();
              return Server.createTcpServer("-tcpPort", port, "-ifNotExists").start();
            });
    String[] arguments = new String[command.length + 4];
    System.arraycopy(command, 0, arguments, 0, command.length);
    arguments[command.length] = "--db";
    arguments[command.length + 1] = "jdbc:h2:tcp://127.0.0.1:" + port + "/mem:late" + port;
    arguments[command.length + 2] = "--db-wait";
    arguments[command.length + 3] = "120";
    try {
      return session().run(arguments);
    } finally {
      nothing.close();
      late.get().stop();
    }
  }

  private CommandLineSession session() {
    return new CommandLineSession(folder.resolve("data"));
  }
}
