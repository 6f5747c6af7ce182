package io.xmlfleet.wiring;

import io.xmlfleet.database.Database;
import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.database.schema.SchemaCheck;
import io.xmlfleet.database.schema.SchemaFinding;
import io.xmlfleet.ledger.LedgerTable;
import io.xmlfleet.table.Table;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * In what a database differs from what a contract needs. Immutable.
 *
 * @param findings about the contract's tables
 * @param hasLedger whether there is a ledger that consumers can use
 */
public record SchemaReport(List<SchemaFinding> findings, boolean hasLedger) {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5); // somebody is waiting for it
  private static final Duration NETWORK_LIMIT = Duration.ofMinutes(1);

  public SchemaReport {
    findings = List.copyOf(findings);
  }

  /**
   * Asks the database.
   *
   * @param tables in the order in which they are filled
   * @throws io.xmlfleet.failure.UsageException if no dialect speaks the URL
   * @throws io.xmlfleet.failure.InfrastructureException if the database does not answer
   */
  public static SchemaReport of(DatabaseRequest request, String url, List<Table> tables) {
    return ask(
        request,
        url,
        database -> {
          SchemaCheck check = new SchemaCheck(database);
          return new SchemaReport(
              check.findings(tables), check.problems(List.of(LedgerTable.table())).isEmpty());
        });
  }

  /** Asks the database something for somebody who waits; throws as {@link #of}. */
  static <T> T ask(DatabaseRequest request, String url, Function<Database, T> question) {
    DatabaseAccess.Login login = DatabaseAccess.Login.of(request, url);
    try (Database database =
        Database.connect(
            login.settings(1, CONNECT_LIMIT, NETWORK_LIMIT, new WriterOptions(1, false)))) {
      return question.apply(database);
    }
  }
}
