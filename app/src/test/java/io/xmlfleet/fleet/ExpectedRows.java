package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Deadline;
import io.xmlfleet.generate.text.DocumentGenerator;
import io.xmlfleet.mapping.ContractMapper;
import io.xmlfleet.mapping.DocumentContext;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.wiring.Contracts;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What a contract makes of generated documents, without a fleet; and what a database holds. */
final class ExpectedRows {
  private final Map<String, Long> rows = new TreeMap<>();
  private long documents;

  ExpectedRows(Path contract, DocumentGenerator generator, long count) {
    ContractMapper mapper = new ContractMapper(Contracts.read(contract));
    for (long number = 1; number <= count; number++) {
      DocumentContext context =
          new DocumentContext(
              "expected",
              number,
              "document",
              Deadline.after(Duration.ofMinutes(1), Clock.systemUTC()));
      if (mapper.map(generator.document(number), context) instanceof Mapped.Rows mapped) {
        documents++;
        mapped.counts().forEach((table, size) -> rows.merge(table, size, Long::sum));
      }
    }
  }

  /** Rows by table. */
  Map<String, Long> byTable() {
    return rows;
  }

  /** Every table has these rows, and the ledger their documents. */
  void assertIn(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
      Map<String, Long> found = new TreeMap<>();
      for (String table : rows.keySet()) {
        found.put(table, count(connection, table));
      }
      assertThat(found).isEqualTo(rows);
      assertThat(count(connection, "xmlfleet_ledger")).isEqualTo(documents);
    }
  }

  private static long count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
      found.next();
      return found.getLong(1);
    }
  }
}
