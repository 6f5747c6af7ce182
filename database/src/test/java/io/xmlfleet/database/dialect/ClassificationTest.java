package io.xmlfleet.database.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.database.FailureReader;
import io.xmlfleet.database.dialect.h2.H2Dialect;
import io.xmlfleet.database.dialect.sqlserver.SqlServerDialect;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What H2 documents of its errors, and how chains of them are read; SQL Server has a test of its
 * own.
 */
class ClassificationTest {
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
