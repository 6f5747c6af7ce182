package io.xmlfleet.fleet;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL server with a data folder of its own, in processes that can be killed and started
 * again. Anybody may log in. Immutable.
 *
 * @param port of 127.0.0.1
 */
public record PostgresServer(Path folder, int port) {
  public static final String USER = "postgres";

  /** What it says when clients can use it. */
  public static final String READY = "database system is ready to accept connections";

  /** Unpacks the server and makes its data; it is not started yet. */
  public static PostgresServer create(Path folder, int port) throws IOException {
    EmbeddedPostgres.builder()
        .setDataDirectory(folder.resolve("data"))
        .setCleanDataDirectory(false)
        .setPort(port)
        .start()
        .close();
    return new PostgresServer(folder, port);
  }

  /**
   * Starts it on what its data folder holds.
   *
   * @param outputs folder of its output
   */
  public FleetProcess start(Path outputs, String name) throws IOException {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("unshare", "-U")); // the server refuses to run as root
    }
    String before = Files.readString(folder.resolve("data").resolve("postmaster.opts"));
    command.add(before.split(" ", 2)[0]); // the program, wherever it was unpacked
    // Not the disk's delays, but the processes' deaths are tried.
    command.addAll(
        List.of("-D", folder.resolve("data").toString(), "-F", "-c", "max_connections=200"));
    command.addAll(List.of("-p", Integer.toString(port), "-h", "127.0.0.1", "-k", "/tmp"));
    return FleetProcess.startProgram(outputs, name, "INT", command);
  }

  /** A database of it, {@code postgres} is there. */
  public static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + '/' + database;
  }
}
