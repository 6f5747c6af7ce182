package io.xmlfleet.bench;

import io.xmlfleet.embedded.MemoryDatabase;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.wiring.DataFolder;
import io.xmlfleet.wiring.DatabaseAccess;
import io.xmlfleet.wiring.DatabaseRequest;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A new and empty database for one run. Thread-safe. */
final class BenchDatabase implements AutoCloseable {
  private final @Nullable MemoryDatabase memory;
  private final @Nullable LatencyLink link;
  private final DatabaseAccess access;

  private BenchDatabase(
      @Nullable MemoryDatabase memory, @Nullable LatencyLink link, DatabaseAccess access) {
    this.memory = memory;
    this.link = link;
    this.access = access;
  }

  /**
   * Opens one.
   *
   * @param latency before each round trip. None: the file that {@code xmlfleet run} writes to, in
   *     this process and without a network. Some: a server in memory, whose clients do not take
   *     turns, since it is waiting for it that is measured and not its disk
   * @param command as the data folder is to know it
   */
  static BenchDatabase open(Duration latency, String command, DataFolder data, Clock clock) {
    if (latency.isZero()) {
      DatabaseRequest own = new DatabaseRequest(null, null, Secret.NONE, command);
      return new BenchDatabase(null, null, DatabaseAccess.toWork(own, data, clock));
    }
    MemoryDatabase memory = MemoryDatabase.start();
    try {
      LatencyLink link = LatencyLink.to(memory.port(), latency);
      DatabaseRequest far =
          new DatabaseRequest(memory.url(link.port()), MemoryDatabase.user(), Secret.NONE, command);
      // A database that is named is not connected to yet: nothing fails from here on.
      return new BenchDatabase(memory, link, DatabaseAccess.toWork(far, data, clock));
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
    if (link != null) {
      link.close();
    }
    if (memory != null) {
      memory.close();
    }
  }
}
