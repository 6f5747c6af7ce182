package io.xmlfleet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.FaultyLink;
import io.xmlfleet.testing.PostgresUnderTest;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresExistingRowsLoadTest extends ExistingRowsLoadContract {
  private final FaultyLink link = PostgresUnderTest.link();

  @Override
  DatabaseUnderTest connect() {
    return PostgresUnderTest.connect(link, new WriterOptions(100, true));
  }

  @Override
  String identity() {
    return "int GENERATED ALWAYS AS IDENTITY";
  }

  @AfterEach
  @Override
  void close() throws SQLException {
    super.close();
    link.close();
  }

  /** Tables, look-ups (a natural key is one, too), key ranges, and three for ledger and commit. */
  @Test
  void countsItsRoundTripsByTables() throws SQLException {
    int tables = 4;
    int lookups = 1 + 2;
    int keyRanges = 2;
    int always = 3;

    assertThat(roundTrips(link))
        .containsExactly(
            (long) tables + lookups + keyRanges + always,
            // Customers are updated, products are there, the currency is known by now; and the
            // ledger's numbers are amended.
            (long) (1 + 1) + 1 + (1 + 1) + 1 + 1 + always);
  }
}
