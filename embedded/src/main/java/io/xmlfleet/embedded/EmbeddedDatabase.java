package io.xmlfleet.embedded;

import io.xmlfleet.database.Dialects;
import io.xmlfleet.database.FailureReader;
import io.xmlfleet.database.WriteLock;
import io.xmlfleet.failure.InfrastructureException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.h2.tools.Server;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * H2 in this process, in a file that survives it, and over TCP for other processes of this machine.
 * It stays open until closed, whoever connects and leaves meanwhile. Thread-safe.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  /** H2's own administrator; loopback and the name below keep others out. */
  public static final String USER = "sa";

  // Closing is ours: H2's own shutdown hook would pull the database from under a drain.
  // A commit must be in the file when it returns: with H2's default of half a second a killed
  // process loses commits, and finds halves of transactions when it opens the file again.
  private static final String SETTINGS =
      ";MODE=MSSQLServer;DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
          + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";

  private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

  /** Shorter than the time that containers are given to stop. */
  private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(5);

  static {
    configure();
  }

  private final String localUrl;
  private final String remoteUrl;
  private final Connection anchor;
  private final Server server;

  private EmbeddedDatabase(String localUrl, String remoteUrl, Connection anchor, Server server) {
    this.localUrl = localUrl;
    this.remoteUrl = remoteUrl;
    this.anchor = anchor;
    this.server = server;
  }

  /**
   * Opens the database, creating it if it is new.
   *
   * @param file without its ending; used by one process at a time
   * @param port port on 127.0.0.1; 0: any free one
   * @param name how clients name the database; one that cannot be guessed admits only those who
   *     were told
   * @throws InfrastructureException if the file or the port cannot be used
   */
  public static EmbeddedDatabase start(Path file, int port, String name) {
    String url = "jdbc:h2:file:" + file + SETTINGS;
    Connection anchor = null;
    try {
      anchor = DriverManager.getConnection(url, USER, "");
      Server server =
          Server.createTcpServer(
                  "-tcpPort",
                  Integer.toString(port),
                  "-tcpDaemon",
                  "-key",
                  name,
                  file.toString(),
                  "-ifExists")
              .start();
      return new EmbeddedDatabase(
          url, "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + '/' + name, anchor, server);
    } catch (SQLException e) {
      InfrastructureException failure =
          new InfrastructureException(
              "the embedded database does not start in "
                  + file
                  + " on port "
                  + port
                  + ": "
                  + e.getMessage(),
              new FailureReader(Dialects.forUrl(url)).read(e));
      close(anchor, failure);
      throw failure;
    }
  }

  /** For connections of this process: no network in between. */
  public String localUrl() {
    return localUrl;
  }

  /** For connections of other processes. */
  public String remoteUrl() {
    return remoteUrl;
  }

  /** Waits for the transaction that is under way; clients that come later are cut off. */
  @Override
  public void close() {
    keepWritersOut();
    server.stop();
    try {
      anchor.close();
    } catch (SQLException e) {
      throw new InfrastructureException("the embedded database does not close", e);
    }
  }

  /**
   * A server that stops rolls its sessions' transactions back while they run: a commit that comes
   * at that moment returns as if all were well, and nothing is in the file.
   */
  private void keepWritersOut() {
    try {
      anchor.setAutoCommit(false);
      WriteLock.prepare(anchor, LONGEST_TRANSACTION);
      WriteLock.acquire(anchor);
      WriteLock.acquireForTransaction(anchor);
    } catch (SQLException e) {
      log.warn(
          "The embedded database stops in the middle of a transaction that has taken longer than"
              + " {} s; whoever waits for its commit may be told of one that is not in the file."
              + " Compare with: xmlfleet reconcile",
          LONGEST_TRANSACTION.toSeconds());
    }
  }

  /** H2 reads this once, when its classes are loaded. */
  static void configure() {
    System.setProperty("h2.bindAddress", "127.0.0.1");
    // Else each value that is read or written is looked up among those seen lately, so that equal
    // ones are one object: a quarter of what it takes to read a large table, and ours do not stay.
    System.setProperty("h2.objectCache", "false");
  }

  static void close(@Nullable Connection connection, Exception failure) {
    if (connection == null) {
      return;
    }
    try {
      connection.close();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }
}
