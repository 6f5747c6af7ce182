package io.xmlfleet.wiring;

import io.xmlfleet.database.Database;
import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.ledger.LedgerKey;
import io.xmlfleet.ledger.LedgerReader;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.table.KnownRecords;
import io.xmlfleet.source.table.TableConnections;
import io.xmlfleet.source.table.TableSelection;
import io.xmlfleet.source.table.TableSource;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The databases that a table of documents is read from: its own, and the ledger's. */
public final class TableDatabases {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(15);

  /** Counting a large table takes its time. */
  private static final Duration NETWORK_LIMIT = Duration.ofHours(1);

  private static final Duration LOOK_LIMIT = Duration.ofMinutes(1);
  private static final WriterOptions NO_WRITING = new WriterOptions(1, false);

  private TableDatabases() {}

  /**
   * Opens a table of documents.
   *
   * @throws InfrastructureException if the database does not answer or lets nobody in
   * @throws UsageException as {@link TableSource#open}
   */
  public static DocumentSource open(DatabaseAccess.Login documents, TableSelection selection) {
    return TableSource.open(connections(documents, selection), selection, KnownRecords.NONE);
  }

  /**
   * The same without the documents that were loaded by a contract.
   *
   * @param fleet whose ledger is asked
   */
  public static DocumentSource openUnloaded(
      DatabaseAccess.Login documents,
      TableSelection selection,
      DatabaseAccess.Login fleet,
      String contract) {
    TableConnections connections = connections(documents, selection);
    try {
      KnownRecords loaded = new LoadedRecords(connect(fleet, 1, LOOK_LIMIT), contract);
      return TableSource.open(connections, selection, loaded);
    } catch (RuntimeException e) {
      connections.close();
      throw e;
    }
  }

  private static TableConnections connections(
      DatabaseAccess.Login login, TableSelection selection) {
    return TableConnections.of(connect(login, selection.readers() + 1, NETWORK_LIMIT));
  }

  private static Database connect(
      DatabaseAccess.Login login, int connections, Duration networkLimit) {
    return Database.connect(login.settings(connections, CONNECT_LIMIT, networkLimit, NO_WRITING));
  }

  private record LoadedRecords(Database database, String contract) implements KnownRecords {
    @Override
    public Set<String> among(List<String> recordIds) {
      List<LedgerKey> keys = recordIds.stream().map(id -> new LedgerKey(contract, id)).toList();
      try {
        return new LedgerReader(database)
            .known(keys).stream().map(LedgerKey::recordId).collect(Collectors.toSet());
      } catch (InfrastructureException e) {
        throw new InfrastructureException(
            e.getMessage()
                + ". Without --skip-loaded all is sent, and the consumers recognise what is loaded",
            e);
      }
    }

    @Override
    public void close() {
      database.close();
    }
  }
}
