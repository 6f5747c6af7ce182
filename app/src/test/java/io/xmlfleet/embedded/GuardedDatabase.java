package io.xmlfleet.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.h2.tools.Server;

/** An H2 server that wants a password, and users who may do only what they are granted. */
public final class GuardedDatabase implements AutoCloseable {
  private final Connection owner;
  private final Server server;
  private final Path file;

  private GuardedDatabase(Connection owner, Server server, Path file) {
    this.owner = owner;
    this.server = server;
    this.file = file;
  }

  public static GuardedDatabase start(Path file) throws SQLException {
    Connection owner =
        DriverManager.getConnection(
            "jdbc:h2:file:"
                + file
                + ";MODE=MSSQLServer;DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE",
            "owner",
            UUID.randomUUID().toString());
    Server server = Server.createTcpServer("-tcpPort", "0", "-tcpDaemon", "-ifExists").start();
    return new GuardedDatabase(owner, server, file);
  }

  public String url() {
    return "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/" + file;
  }

  /** Adds somebody who has these rights on the tables and no other. */
  public void addUser(String name, String password, String rights) throws SQLException {
    asOwner("CREATE USER " + name + " PASSWORD '" + password + "'");
    asOwner("GRANT " + rights + " ON SCHEMA PUBLIC TO " + name);
  }

  /** Runs statements as whom everything belongs to. */
  public void asOwner(String sql) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    server.stop();
    owner.close();
  }
}
