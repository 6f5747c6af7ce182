package io.xmlfleet.benchmark;

import io.xmlfleet.database.Database;
import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.database.schema.SchemaSetup;
import io.xmlfleet.ledger.JdbcLedger;
import io.xmlfleet.ledger.LedgerTable;
import io.xmlfleet.process.DataFolder;
import io.xmlfleet.process.InstanceLock;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.table.Table;
import io.xmlfleet.wiring.DatabaseAccess;
import io.xmlfleet.wiring.DatabaseRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The embedded database as {@code xmlfleet run} uses it, in a folder of its own. */
final class BenchmarkDatabase implements AutoCloseable {
  static final Duration LIMIT = Duration.ofMinutes(10);

  private final Path folder;
  private final DatabaseAccess access;
  private final Database database;

  private BenchmarkDatabase(Path folder, DatabaseAccess access, Database database) {
    this.folder = folder;
    this.access = access;
    this.database = database;
  }

  /** A new one, with the ledger and these tables. */
  static BenchmarkDatabase create(List<Table> ofContract) throws IOException {
    Path folder = Files.createTempDirectory("xmlfleet-benchmark");
    DatabaseAccess access =
        DatabaseAccess.toWork(
            new DatabaseRequest(
                null, null, Secret.NONE, new InstanceLock.Owner("benchmark", false)),
            new DataFolder(folder),
            Clock.systemUTC());
    Database database =
        Database.connect(access.login().settings(2, LIMIT, LIMIT, new WriterOptions(1_000, true)));
    List<Table> tables = new ArrayList<>(List.of(LedgerTable.table()));
    tables.addAll(ofContract);
    new SchemaSetup(database).create(tables);
    return new BenchmarkDatabase(folder, access, database);
  }

  Database database() {
    return database;
  }

  JdbcLedger ledger() {
    return new JdbcLedger(database.dialect());
  }

  /** Bytes on disk. */
  long size() throws IOException {
    long size = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        size += Files.size(file);
      }
    }
    return size;
  }

  @Override
  public void close() throws IOException {
    database.close();
    access.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
