package io.xmlfleet.testing;

import io.xmlfleet.database.WriterOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mssqlserver.MSSQLServerContainer;

/**
 * The SQL Server that tests talk to: the one that {@code XMLFLEET_TEST_SQLSERVER_URL}, {@code
 * _USER} and {@code _PASSWORD} name, else a container, else none: then the tests skip themselves.
 */
public final class SqlServerUnderTest {
  private static final String IMAGE = "mcr.microsoft.com/mssql/server:2022-latest";

  private static final String NONE =
      "no SQL Server; start Docker, or set XMLFLEET_TEST_SQLSERVER_URL, _USER and _PASSWORD";

  /** How to log in. */
  public record Login(String url, String user, String password) {}

  private SqlServerUnderTest() {}

  /** A connection to it; skips the calling test where there is no server. */
  public static DatabaseUnderTest connect(WriterOptions options) {
    Login login = login();
    return DatabaseUnderTest.connect(login.url(), login.user(), login.password(), options);
  }

  /** Where it is; skips the calling test where there is none. */
  public static Login login() {
    String url = System.getenv("XMLFLEET_TEST_SQLSERVER_URL");
    if (url != null) {
      return new Login(
          url,
          variable("XMLFLEET_TEST_SQLSERVER_USER"),
          variable("XMLFLEET_TEST_SQLSERVER_PASSWORD"));
    }
    Login container = Container.LOGIN;
    if (container == null) {
      return Assumptions.abort(NONE);
    }
    return container;
  }

  private static String variable(String name) {
    String value = System.getenv(name);
    return value == null ? "" : value;
  }

  private static final class Container {
    static final @Nullable Login LOGIN = start();

    @SuppressWarnings("resource") // stopped by Testcontainers when the JVM ends
    private static @Nullable Login start() {
      if (!DockerClientFactory.instance().isDockerAvailable()) {
        System.err.println("Tests of SQL Server skip themselves: " + NONE);
        return null;
      }
      MSSQLServerContainer server = new MSSQLServerContainer(IMAGE).acceptLicense();
      server.start();
      return new Login(server.getJdbcUrl(), server.getUsername(), server.getPassword());
    }
  }
}
