package io.xmlfleet.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the dialects make of the errors that their databases document. */
class ClassificationTest {
  @ParameterizedTest(name = "SQL Server {0}/{1}: {2}")
  @CsvSource({
    "23000, 2627, DUPLICATE_KEY",
    "23000, 2601, DUPLICATE_KEY",
    "23000, 547, DATA",
    "23000, 515, DATA",
    "22001, 8152, DATA",
    "S0001, 2628, DATA",
    "S0001, 245, DATA",
    "S0005, 8114, DATA",
    "S0008, 8115, DATA",
    "S0002, 8169, DATA",
    "S0001, 241, DATA",
    "40001, 1205, TRANSIENT",
    "S0051, 1222, TRANSIENT",
    "S0005, 3960, TRANSIENT",
    "S0001, 701, TRANSIENT",
    "S0002, 208, CONFIGURATION",
    "S0001, 207, CONFIGURATION",
    "S0005, 229, CONFIGURATION",
    "S0001, 4060, CONFIGURATION",
    "S0001, 18456, CONFIGURATION",
    "S0001, 3906, CONFIGURATION",
    "S0002, 9002, UNAVAILABLE",
    "S0002, 1105, UNAVAILABLE",
    "S0001, 6005, UNAVAILABLE",
    "S0001, 596, UNAVAILABLE",
    "S0001, 40613, UNAVAILABLE",
    "S0001, 40197, UNAVAILABLE",
    "S0001, 40501, UNAVAILABLE",
    "08S01, 0, UNAVAILABLE",
    "08001, 0, UNAVAILABLE",
    "08006, 0, UNAVAILABLE",
    "HYT00, 0, TIMEOUT",
    "HY008, 0, TIMEOUT",
    "22003, 0, DATA",
    "S0001, 50000, UNKNOWN",
    "'', 0, UNKNOWN"
  })
  void readsSqlServer(String state, int code, FailureKind expected) {
    assertThat(new SqlServerDialect().classify(state, code)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "H2 {0}/{1}: {2}")
  @CsvSource({
    "23505, 23505, DUPLICATE_KEY",
    "23506, 23506, DATA",
    "23502, 23502, DATA",
    "22001, 22001, DATA",
    "22018, 22018, DATA",
    "40001, 40001, TRANSIENT",
    "HYT00, 50200, TRANSIENT",
    "57014, 57014, TIMEOUT",
    "90067, 90067, UNAVAILABLE",
    "90098, 90098, UNAVAILABLE",
    "90121, 90121, UNAVAILABLE",
    "08000, 8000, UNAVAILABLE",
    "42S02, 42102, CONFIGURATION",
    "42S22, 42122, CONFIGURATION",
    "28000, 28000, CONFIGURATION",
    "HY000, 50000, UNKNOWN"
  })
  void readsH2(String state, int code, FailureKind expected) {
    assertThat(new H2Dialect().classify(state, code)).isEqualTo(expected);
  }

  @Test
  void looksThroughTheChainForTheLinkThatItKnows() {
    BatchUpdateException batch = new BatchUpdateException("values (secret)", new int[0]);
    batch.setNextException(new SQLException("Violation of key. Value (secret)", "23000", 2627));

    DatabaseFailureException failure = new FailureReader(new SqlServerDialect()).read(null, batch);

    assertThat(failure.kind()).isEqualTo(FailureKind.DUPLICATE_KEY);
    assertThat(failure.getMessage()).contains("2627").doesNotContain("secret");
  }
}
