package io.xmlfleet.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.database.Database;
import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.database.DatabaseSettings;
import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.database.schema.RowCounts;
import io.xmlfleet.database.schema.SchemaCheck;
import io.xmlfleet.database.schema.SchemaSetup;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.PostgresUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What our own script grants is what each role needs, and no more. */
class PostgresGrantsTest {
  private static final Path SCRIPT = Path.of("..", "deploy", "grants", "postgresql.sql");
  private static final WriterOptions OPTIONS = new WriterOptions(10, true);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Test
  void grantsEachRoleWhatItNeedsAndNoMore() throws Exception {
    try (DatabaseUnderTest server = PostgresUnderTest.connect(OPTIONS)) {
      Table table = table(server.newTable("granted"));
      new SchemaSetup(server.database()).create(List.of(table));
      execute(server.database(), Files.readString(SCRIPT));
      execute(server.database(), Files.readString(SCRIPT));
      for (String role : List.of("loader", "reader", "owner")) {
        execute(
            server.database(),
            "CREATE ROLE test_%1$s LOGIN; GRANT xmlfleet_%1$s TO test_%1$s".formatted(role));
      }
      try {
        assertLoader(table);
        assertReader(table);
        assertOwner();
      } finally {
        execute(
            server.database(),
            """
            DROP OWNED BY test_loader, test_reader, test_owner,
              xmlfleet_loader, xmlfleet_reader, xmlfleet_owner;
            DROP ROLE test_loader, test_reader, test_owner,
              xmlfleet_loader, xmlfleet_reader, xmlfleet_owner""");
      }
    }
  }

  private static void assertLoader(Table table) {
    try (Database loader = as("loader")) {
      assertThat(new SchemaCheck(loader).findings(List.of(table))).isEmpty();
      insert(loader, table);
      assertThat(new RowCounts(loader).of(table.id())).hasValue(1);
      assertThatThrownBy(() -> execute(loader, "DELETE FROM " + table.id().name()))
          .isInstanceOf(SQLException.class);
    }
  }

  private static void assertReader(Table table) {
    try (Database reader = as("reader")) {
      assertThat(new RowCounts(reader).of(table.id())).hasValue(1);
      assertThatThrownBy(() -> insert(reader, table))
          .isInstanceOfSatisfying(
              DatabaseFailureException.class,
              failure -> assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION));
    }
  }

  private static void assertOwner() {
    try (Database owner = as("owner")) {
      Table own = table(new TableId(null, DatabaseUnderTest.unique("own")));
      assertThat(new SchemaSetup(owner).create(List.of(own))).hasSize(1);
      insert(owner, own);
    }
  }

  private static Database as(String role) {
    return Database.connect(
        new DatabaseSettings(
            PostgresUnderTest.url(), "test_" + role, Secret.of(""), 2, LIMIT, LIMIT, OPTIONS));
  }

  private static Table table(TableId id) {
    return new Table(
        id, List.of(new Column("id", ColumnType.of(Kind.INT), false)), List.of("id"), List.of());
  }

  private static void insert(Database database, Table table) {
    try (DatabaseSession session = database.session()) {
      session.inTransaction(
          LIMIT,
          tx -> {
            tx.write(new RowBatch(table, List.<Object[]>of(new Object[] {1})));
            return 0;
          });
    }
  }

  private static void execute(Database database, String sql) throws SQLException {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      connection.commit();
    }
  }
}
