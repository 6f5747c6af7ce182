package io.xmlfleet.chaos;

import io.xmlfleet.embedded.FreePort;
import io.xmlfleet.fleet.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Where the database of a fleet is: an H2 of our own command, or a PostgreSQL server. Immutable.
 *
 * @param postgres null: H2
 */
record ChaosDatabase(int port, @Nullable PostgresServer postgres) {
  /**
   * How to log in; nobody has a password.
   *
   * @param url of JDBC
   */
  record Login(String url, String user) {
    Connection connect() throws SQLException {
      return DriverManager.getConnection(url, user, "");
    }
  }

  /**
   * One that is not started yet.
   *
   * @param name {@code h2} or {@code postgresql}
   * @param folder for what it needs
   */
  static ChaosDatabase of(String name, Path folder) throws IOException {
    int port = FreePort.find();
    return switch (name) {
      case "h2" -> new ChaosDatabase(port, null);
      case "postgresql" -> new ChaosDatabase(port, PostgresServer.create(folder, port));
      default -> throw new IllegalArgumentException("no database of the chaos test: " + name);
    };
  }

  /** Past all links. */
  Login login() {
    return login(port);
  }

  /** Through a port that leads to it. */
  Login login(int link) {
    return postgres == null
        ? new Login("jdbc:h2:tcp://127.0.0.1:" + link + "/xmlfleet", "sa")
        : new Login(PostgresServer.url(link, PostgresServer.USER), PostgresServer.USER);
  }

  /** A new database of the same server, for a run beside the fleet's; null: H2 embeds its own. */
  @Nullable Login another() throws SQLException {
    if (postgres == null) {
      return null;
    }
    try (Connection connection = login().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE another");
    }
    return new Login(PostgresServer.url(port, "another"), PostgresServer.USER);
  }
}
