package io.xmlfleet.bench;

import io.xmlfleet.database.Database;
import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.database.schema.SchemaSetup;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.ledger.LedgerTable;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import io.xmlfleet.wiring.DatabaseAccess;
import io.xmlfleet.wiring.DatabaseRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables of a run in a database that somebody named, and may hold what is dear to him: they
 * must not be there before, and only then are dropped afterwards. Confined to one thread.
 */
final class BenchTables implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(15);
  private static final Duration NETWORK_LIMIT = Duration.ofMinutes(10); // for dropping a large one

  private final Database database;
  private final List<Table> tables;

  private BenchTables(Database database, List<Table> tables) {
    this.database = database;
    this.tables = tables;
  }

  /**
   * Creates the tables of a contract, and the ledger.
   *
   * @throws UsageException if one of them exists
   * @throws io.xmlfleet.failure.InfrastructureException if the database does not answer or refuses
   */
  static BenchTables create(DatabaseRequest request, String url, List<Table> ofContract) {
    List<Table> tables = new ArrayList<>(List.of(LedgerTable.table()));
    tables.addAll(ofContract);
    DatabaseAccess.Login login = DatabaseAccess.Login.of(request, url);
    Database database =
        Database.connect(
            login.settings(1, CONNECT_LIMIT, NETWORK_LIMIT, new WriterOptions(1, false)));
    try {
      SchemaSetup setup = new SchemaSetup(database);
      requireNone(setup.existing(tables), url);
      return create(setup, database, tables);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static BenchTables create(SchemaSetup setup, Database database, List<Table> tables) {
    try {
      setup.create(tables);
      return new BenchTables(database, tables);
    } catch (InfrastructureException e) {
      // None was there before: what is there now is ours, and would be in the next run's way.
      try {
        List<TableId> ours = setup.existing(tables);
        setup.drop(tables.stream().filter(table -> ours.contains(table.id())).toList());
      } catch (InfrastructureException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  private static void requireNone(List<TableId> existing, String url) {
    if (!existing.isEmpty()) {
      throw new UsageException(
          "bench drops the tables that it fills, so none of them may exist before; in "
              + Secret.masked(url)
              + " there are "
              + existing
              + ": name an empty database, or a login whose default schema is empty");
    }
  }

  @Override
  public void close() {
    try {
      new SchemaSetup(database).drop(tables);
    } finally {
      database.close();
    }
  }
}
