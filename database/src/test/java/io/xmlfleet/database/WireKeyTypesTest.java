package io.xmlfleet.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.database.dialect.SqlNames;
import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.database.schema.SchemaCheck;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.KeyPath;
import io.xmlfleet.table.Table;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.SqlServerWire;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A key is sent as its column is: SQL Server finds nvarchar in no index of varchar. */
class WireKeyTypesTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @ParameterizedTest
  @CsvSource({
    "VARCHAR(40), @P0 varchar(8000)",
    "CHAR(4), @P0 varchar(8000)",
    "NVARCHAR(40), @P0 nvarchar(4000)",
    "NCHAR(4), @P0 nvarchar(4000)"
  })
  void comparesAKeyInItsColumnsType(String type, String sent) throws Exception {
    try (DatabaseUnderTest server = SqlServerWire.connect(new WriterOptions(100, true))) {
      Table table = table(server, "doc", type);
      new SchemaCheck(server.database()).findings(List.of(table));

      assertThat(useKey(server, table)).hasSize(2).containsOnly(sent);
    }
  }

  @Test
  void sendsUnicodeWhereTheColumnIsNotKnown() throws Exception {
    try (DatabaseUnderTest server = SqlServerWire.connect(new WriterOptions(100, true))) {
      assertThat(useKey(server, table(server, "doc", "VARCHAR(40)")))
          .containsOnly("@P0 nvarchar(4000)");
    }
  }

  /** What was sent when the row was read and deleted, with both of which it is found. */
  private static List<String> useKey(DatabaseUnderTest server, Table table) {
    KeyPath reach = KeyPath.of(List.of(table)).get(table.id());
    DocumentRows rows = new DocumentRows(server.database().dialect());
    Object[] key = {"abcd"};
    try (DatabaseSession session = server.database().session()) {
      session.inTransaction(
          LIMIT,
          transaction -> {
            assertThat(rows.read(transaction, reach, List.<Object[]>of(key))).hasSize(1);
            assertThat(rows.delete(transaction, reach, List.<Object[]>of(key))).containsExactly(1);
            return null;
          });
    }
    return SqlServerWire.declared().entrySet().stream()
        .filter(statement -> statement.getKey().contains(table.id().name()))
        .filter(statement -> statement.getKey().contains(" WHERE "))
        .filter(statement -> !statement.getValue().isEmpty())
        .map(Map.Entry::getValue)
        .toList();
  }

  private static Table table(DatabaseUnderTest server, String name, String type) throws Exception {
    Table table =
        new Table(
            server.newTable(name),
            List.of(new Column("code", ColumnType.string(4), false)),
            List.of("code"),
            List.of());
    try (Connection connection = server.database().connection();
        Statement statement = connection.createStatement()) {
      String named = SqlNames.of(table.id(), server.database().dialect());
      statement.execute("CREATE TABLE " + named + " (code " + type + " NOT NULL PRIMARY KEY)");
      statement.execute("INSERT INTO " + named + " VALUES ('abcd')");
      connection.commit();
    }
    return table;
  }
}
