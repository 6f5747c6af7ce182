package io.xmlfleet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.FaultyLink;
import io.xmlfleet.testing.SqlServerWire;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WireExistingRowsLoadTest extends SqlServerExistingRowsLoadIT {
  private final FaultyLink link = SqlServerWire.link();

  @Override
  DatabaseUnderTest connect() {
    return SqlServerWire.connect(link, new WriterOptions(100, true));
  }

  @AfterEach
  @Override
  void close() throws SQLException {
    super.close();
    link.close();
  }

  /**
   * Tables, look-ups (a natural key is one, too), three for ledger and commit; and each bulk copy
   * (of ledger, products, lines) announces its rows. Identities come back with the insert.
   */
  @Test
  void countsItsRoundTripsByTables() throws SQLException {
    int tables = 4;
    int lookups = 1 + 2;
    int always = 3;

    assertThat(roundTrips(link))
        .containsExactly(
            (long) tables + lookups + always + 3,
            // Customers are updated, products are there, the currency is known by now; and the
            // ledger's numbers are amended.
            (long) (1 + 1) + 1 + 1 + 1 + 1 + always + 2);
  }
}
