package io.xmlfleet.database.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.database.dialect.postgres.PostgresDialect;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.table.TableId;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.PostgresUnderTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PostgresDialectTest extends DialectContract {
  @Override
  DatabaseUnderTest connect() {
    return PostgresUnderTest.connect(new WriterOptions(100, true));
  }

  @Test
  void refusesNamesThatTheServerWouldCut() {
    PostgresDialect dialect = new PostgresDialect();

    assertThat(dialect.quote("\u00e9".repeat(31) + 'x')).hasSize(34);
    assertThatThrownBy(() -> dialect.quote("\u00e9".repeat(32)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("has more than 63 bytes");
  }

  @Test
  void quotesInAQueryForPeopleWhatHasToBe() {
    PostgresDialect dialect = new PostgresDialect();

    assertThat(dialect.firstRows(new TableId(null, "loan_1"), 10))
        .isEqualTo("select * from loan_1 limit 10");
    assertThat(dialect.firstRows(new TableId("Own", "loan"), 10))
        .isEqualTo("select * from \"Own\".loan limit 10");
  }

  @Test
  void joinsInsertsItselfSinceTheDriverThenLosesTheirCounts() {
    assertThat(limited("jdbc:postgresql://h/d?reWriteBatchedInserts=true"))
        .startsWith("jdbc:postgresql://h/d?reWriteBatchedInserts=true&")
        .endsWith("&reWriteBatchedInserts=false");
  }

  @Test
  void hasTheDriverQuoteNoRows() {
    assertThat(limited("jdbc:postgresql:d"))
        .isEqualTo("jdbc:postgresql:d?logServerErrorDetail=false");
    assertThat(limited("jdbc:postgresql://h/d?ssl=true"))
        .isEqualTo("jdbc:postgresql://h/d?ssl=true&logServerErrorDetail=false");
  }

  private static String limited(String url) {
    return new PostgresDialect().limited(url, Duration.ofMinutes(1));
  }
}
