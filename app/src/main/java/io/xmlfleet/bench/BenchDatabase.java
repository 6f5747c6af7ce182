package io.xmlfleet.bench;

import io.xmlfleet.embedded.MemoryDatabase;
import io.xmlfleet.process.DataFolder;
import io.xmlfleet.process.InstanceLock;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.table.Table;
import io.xmlfleet.wiring.DatabaseAccess;
import io.xmlfleet.wiring.DatabaseRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An empty database for one run: a new one, or tables in one that is named. Thread-safe. */
final class BenchDatabase implements AutoCloseable {
  private final @Nullable MemoryDatabase memory;
  private final @Nullable LatencyLink link;
  private final @Nullable BenchTables tables;
  private final DatabaseAccess access;

  private BenchDatabase(
      @Nullable MemoryDatabase memory,
      @Nullable LatencyLink link,
      @Nullable BenchTables tables,
      DatabaseAccess access) {
    this.memory = memory;
    this.link = link;
    this.tables = tables;
    this.access = access;
  }

  /**
   * Opens one.
   *
   * @param target a database that is named; or a latency before each round trip, to a server in
   *     memory, whose clients do not take turns, since it is waiting for it that is measured and
   *     not its disk; or else the file that {@code xmlfleet run} writes to, in this process and
   *     without a network
   * @param tables of the contract
   * @throws io.xmlfleet.failure.UsageException if a database is named and has one of the tables
   */
  static BenchDatabase open(BenchTarget target, List<Table> tables, DataFolder data, Clock clock) {
    DatabaseRequest request = target.database();
    String url = request.url();
    if (url != null) {
      BenchTables created = BenchTables.create(request, url, tables);
      return new BenchDatabase(null, null, created, DatabaseAccess.toWork(request, data, clock));
    }
    return target.latency().isZero()
        ? new BenchDatabase(null, null, null, DatabaseAccess.toWork(request, data, clock))
        : far(target.latency(), request.owner(), data, clock);
  }

  private static BenchDatabase far(
      Duration latency, InstanceLock.Owner owner, DataFolder data, Clock clock) {
    MemoryDatabase memory = MemoryDatabase.start();
    try {
      LatencyLink link = LatencyLink.to(memory.port(), latency);
      DatabaseRequest far =
          new DatabaseRequest(memory.url(link.port()), MemoryDatabase.user(), Secret.NONE, owner);
      // A database that is named is not connected to yet: nothing fails from here on.
      return new BenchDatabase(memory, link, null, DatabaseAccess.toWork(far, data, clock));
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  DatabaseAccess access() {
    return access;
  }

  @Override
  public void close() {
    access.close();
    if (tables != null) {
      tables.close();
    }
    if (link != null) {
      link.close();
    }
    if (memory != null) {
      memory.close();
    }
  }
}
