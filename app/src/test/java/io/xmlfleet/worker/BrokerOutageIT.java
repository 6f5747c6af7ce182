package io.xmlfleet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker goes away while a batch is in hand, and comes back. */
class BrokerOutageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path folder;

  @Test
  void waitsForTheBrokerWithABatchThatIsLoadedButNotPublished() throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
    int port = Integer.parseInt(broker.bootstrapServers().replaceAll(".*:", ""));
    try (Fleet fleet = new Fleet(broker.bootstrapServers(), "fleet")) {
      Supervisor supervisor = fleet.start(fleet.settings("a").withThreads(1));
      fleet.produce(1, 20, Map.of());
      fleet.readUntil(PATIENCE, () -> fleet.done(20));
      CountDownLatch stall = fleet.database.stallNext();
      fleet.produce(21, 100, Map.of(77L, "broken"));
      fleet.readUntil(PATIENCE, fleet.database::stalls);

      broker.close();
      stall.countDown();
      fleet.readUntil(PATIENCE, () -> fleet.database.rows().size() > 20);
      broker = EmbeddedBroker.start(folder, port);

      fleet.readUntil(PATIENCE, () -> fleet.done(100));
      fleet.assertExactlyOnce(100, Set.of(77L));
      assertThat(supervisor.health()).extracting(WorkerHealth::restarts).containsExactly(0);
    } finally {
      broker.close();
    }
  }
}
