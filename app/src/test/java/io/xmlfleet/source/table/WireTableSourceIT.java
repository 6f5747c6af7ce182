package io.xmlfleet.source.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.database.Database;
import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.SqlServerWire;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The driver and its protocol, with an H2 behind it. */
class WireTableSourceIT extends TableSourceContract {
  @Override
  DatabaseUnderTest connect() {
    return SqlServerWire.connect(new WriterOptions(100, true));
  }

  @Override
  String xml() {
    return "XML";
  }

  @ParameterizedTest
  @CsvSource({"VARCHAR, varchar(8000)", "NVARCHAR, nvarchar(4000)"})
  void comparesAKeyInItsColumnsType(String type, String sent) throws Exception {
    DatabaseUnderTest server = connect();
    String table = server.newTable("keyed").name();
    Database database = server.database();
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE " + table + " (id " + type + "(20) PRIMARY KEY, doc NVARCHAR(99))");
      statement.execute("INSERT INTO " + table + " VALUES ('b', '<A/>')");
      connection.commit();
    }
    TableSelection selection =
        new TableSelection(table, "id", "doc", null, KeyRange.parse("a..c"), 0, 1, 1_000);
    try (TableSource source =
        TableSource.open(TableConnections.of(database), selection, KnownRecords.NONE)) {
      assertThat(source.hasNext()).isTrue();
    }

    assertThat(SqlServerWire.declared().entrySet())
        .filteredOn(statement -> statement.getKey().contains(table))
        .extracting(Map.Entry::getValue)
        .filteredOn(types -> !types.isEmpty())
        .hasSizeGreaterThan(1)
        .allMatch(types -> types.startsWith("@P0 " + sent + ",@P1 " + sent));
  }
}
