package io.xmlfleet.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.database.Database;
import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.database.DatabaseSettings;
import io.xmlfleet.database.FailureKind;
import io.xmlfleet.database.SchemaSetup;
import io.xmlfleet.database.WriterOptions;
import io.xmlfleet.message.ItemId;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.settings.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class H2LedgerTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Test
  void findsWhatItRecordedAndRefusesASecondClaim() {
    String url =
        "jdbc:h2:mem:ledger;MODE=MSSQLServer;DATABASE_TO_UPPER=FALSE;"
            + "CASE_INSENSITIVE_IDENTIFIERS=TRUE";
    try (Database database =
            Database.connect(
                new DatabaseSettings(
                    url,
                    "sa",
                    Secret.NONE,
                    2,
                    Duration.ofSeconds(5),
                    new WriterOptions(10, true)));
        DatabaseSession session = database.session()) {
      new SchemaSetup(database).create(List.of(LedgerTable.in(null)));
      Ledger ledger = new JdbcLedger(database.dialect(), null);
      LedgerEntry entry = entry();

      session.inTransaction(
          LIMIT,
          tx -> {
            ledger.record(tx, List.of(entry));
            return 0;
          });

      Map<LedgerKey, LedgerEntry> found =
          session.inTransaction(
              LIMIT, tx -> ledger.find(tx, Set.of(entry.key(), new LedgerKey("loans", "A.XML"))));
      assertThat(found).containsExactly(Map.entry(entry.key(), entry));
      assertThatThrownBy(
              () ->
                  session.inTransaction(
                      LIMIT,
                      tx -> {
                        ledger.record(tx, List.of(entry));
                        return 0;
                      }))
          .isInstanceOfSatisfying(
              DatabaseFailureException.class,
              e -> assertThat(e.kind()).isEqualTo(FailureKind.DUPLICATE_KEY));
    }
  }

  private static LedgerEntry entry() {
    return new LedgerEntry(
        new LedgerKey("loans", "a.xml"),
        new ItemId("run-1", 7),
        1,
        "v1",
        null,
        Map.of("application", 1L),
        "host/worker-1",
        new RecordPosition("work", 1, 2),
        Instant.parse("2026-03-08T02:30:00.123456Z"),
        Instant.parse("2026-03-08T02:31:00Z"));
  }
}
