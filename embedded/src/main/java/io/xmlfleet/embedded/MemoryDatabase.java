package io.xmlfleet.embedded;

import io.xmlfleet.failure.InfrastructureException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.h2.tools.Server;

/**
 * H2 in this process's memory, spoken to over TCP on 127.0.0.1, and gone when it is closed. Its
 * clients write side by side: nothing of it reaches a file. Thread-safe.
 */
public final class MemoryDatabase implements AutoCloseable {
  private static final String SETTINGS =
      ";MODE=MSSQLServer;DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";

  private final String name;
  private final Connection anchor;
  private final Server server;

  private MemoryDatabase(String name, Connection anchor, Server server) {
    this.name = name;
    this.anchor = anchor;
    this.server = server;
  }

  /**
   * Opens an empty one on a free port.
   *
   * @throws InfrastructureException if there is none
   */
  public static MemoryDatabase start() {
    EmbeddedDatabase.configure();
    String name = UUID.randomUUID().toString();
    Connection anchor = null;
    try {
      anchor = DriverManager.getConnection("jdbc:h2:mem:" + name + SETTINGS, user(), "");
      return new MemoryDatabase(
          name, anchor, Server.createTcpServer("-tcpPort", "0", "-tcpDaemon").start());
    } catch (SQLException e) {
      InfrastructureException failure =
          new InfrastructureException(
              "the database in memory does not start: " + e.getMessage(), e);
      EmbeddedDatabase.close(anchor, failure);
      throw failure;
    }
  }

  public int port() {
    return server.getPort();
  }

  /**
   * Where clients find it.
   *
   * @param port {@link #port}, or one that leads to it
   */
  public String url(int port) {
    return "jdbc:h2:tcp://127.0.0.1:" + port + "/mem:" + name;
  }

  /** For connections of this process: no network in between. */
  public String localUrl() {
    return "jdbc:h2:mem:" + name;
  }

  public static String user() {
    return EmbeddedDatabase.USER;
  }

  @Override
  public void close() {
    server.stop();
    try {
      anchor.close();
    } catch (SQLException e) {
      throw new InfrastructureException("the database in memory does not close", e);
    }
  }
}
