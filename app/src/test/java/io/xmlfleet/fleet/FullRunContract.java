package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.CommandLineCall;
import io.xmlfleet.generate.CorpusWriter;
import io.xmlfleet.generate.Profile;
import io.xmlfleet.testing.DatabaseUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of {@code run} on servers that it did not start itself. */
abstract class FullRunContract {
  private static final int DOCUMENTS = 60;
  private static final int BROKEN = 4;

  /** One of the broken, the unknown decision, is as good as any to this contract. */
  private static final int FAILED = BROKEN - 1;

  private static final int SOUND = DOCUMENTS - FAILED;

  @TempDir Path folder;
  private final String applications = DatabaseUnderTest.unique("application");
  private final String contacts = DatabaseUnderTest.unique("contact");
  private Servers servers;
  private CommandLineSession session;

  /** Where broker and database are. */
  record Servers(String kafka, String url, String user, String password) {}

  /** The servers; skips the test where there are none. */
  abstract Servers servers();

  @BeforeEach
  void write() throws Exception {
    servers = servers();
    session =
        new CommandLineSession(
            Map.of(
                "XMLFLEET_DATA",
                folder.resolve("data").toString(),
                "XMLFLEET_KAFKA",
                servers.kafka(),
                "XMLFLEET_TOPIC_PREFIX",
                applications,
                "XMLFLEET_DB_PASSWORD",
                servers.password()));
    Files.writeString(folder.resolve("contract.yaml"), contract());
    new CorpusWriter(
            Profile.APPLICATIONS.generator(6, DOCUMENTS, BROKEN), folder.resolve("documents"))
        .write(DOCUMENTS);
    assertThat(session.run("topics", "create", "--partitions", "4").exitCode()).isZero();
  }

  @Test
  void loadsOnceHoweverOftenItRuns() throws Exception {
    try {
      CommandLineCall first = load();
      assertThat(first.exitCode()).as(first.toString()).isEqualTo(1);
      assertThat(first.out()).contains(SOUND + " loaded, 0 already loaded, " + FAILED + " failed");
      long contactRows = count(contacts);
      assertThat(count(applications)).isEqualTo(SOUND);
      assertThat(contactRows).isGreaterThan(SOUND);

      CommandLineCall second = load();
      assertThat(second.out()).contains("0 loaded, " + SOUND + " already loaded, ");
      assertThat(count(applications)).isEqualTo(SOUND);
      assertThat(count(contacts)).isEqualTo(contactRows);
    } finally {
      execute("DROP TABLE IF EXISTS " + contacts);
      execute("DROP TABLE IF EXISTS " + applications);
    }
  }

  private CommandLineCall load() {
    return session.run(
        "run",
        folder.resolve("documents").toString(),
        "--contract",
        folder.resolve("contract.yaml").toString(),
        "--db",
        servers.url(),
        "--db-user",
        servers.user(),
        "--create-tables");
  }

  private String contract() {
    return """
        xmlfleet: 1
        contract: %1$s
        root: Application
        require: [ { path: /Application/@id } ]
        tables:
          - table: %1$s
            key: [application_id]
            columns:
              - { column: application_id, type: bigint, from: "@id", required: true }
              - { column: received, type: datetime, from: "@received", formats: ["yyyy-MM-dd'T'HH:mm:ss", "M/d/yyyy"] }
              - { column: amount, type: "decimal(12,2)", from: Request/@amount, required: true }
              - { column: decision, type: string(9), from: Decision/@status, too-long: reject }
              - { column: decided, type: date, from: Decision/@on }
          - table: %2$s
            key: [application_id, contact_no]
            foreign-keys: [ { columns: [application_id], references: %1$s } ]
            rows: { each: /Application/Contacts/Contact }
            columns:
              - { column: application_id, type: bigint, from: /Application/@id, required: true }
              - { column: contact_no, type: smallint, ordinal: . }
              - { column: last_name, type: string(50), from: Name/@last }
              - { column: consent, type: bit, from: Consent, convert: [flag], default: false }
        """
        .formatted(applications, contacts);
  }

  private long count(String table) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(servers.url(), servers.user(), servers.password());
  }
}
