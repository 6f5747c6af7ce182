package io.xmlfleet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.embedded.EmbeddedBroker;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.pipeline.ReceivedItem;
import io.xmlfleet.testing.TickingClock;
import io.xmlfleet.worker.poll.Batch;
import io.xmlfleet.worker.poll.DeliveryMode;
import io.xmlfleet.worker.poll.KafkaBrokerAdmin;
import io.xmlfleet.worker.poll.ShareGroup;
import io.xmlfleet.worker.poll.SharePoller;
import io.xmlfleet.worker.poll.ShareSize;
import io.xmlfleet.worker.poll.StopSignal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers of a share group, on a real broker. */
class ShareDeliveryIT {
  private static final AtomicInteger PREFIXES = new AtomicInteger();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static EmbeddedBroker broker;

  private Fleet fleet;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(folder, 0);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void open() {
    fleet = new Fleet(broker.bootstrapServers(), "share" + PREFIXES.incrementAndGet());
  }

  @AfterEach
  void close() {
    fleet.close();
  }

  @Test
  void loadsWithMoreWorkersThanPartitionsAndKeepsWhatFails() throws Exception {
    fleet.produce(1, 300, Map.of(7L, "broken", 33L, SharedDatabase.POISON));
    fleet.start(share("a").withThreads(2 * Fleet.PARTITIONS));

    fleet.readUntil(PATIENCE, () -> fleet.items().size() == 300 && fleet.deadLetters.size() == 2);

    assertThat(fleet.database.rows()).hasSize(298).doesNotHaveDuplicates();
    assertThat(fleet.rejected()).isEqualTo(Set.of(7L, 33L));
    assertThat(fleet.results)
        .extracting(result -> result.processing().worker())
        .as("all have their share")
        .contains("a/worker-1", "a/worker-8");
  }

  @Test
  void servesUrgentWorkBeforeWhatWaits() throws Exception {
    fleet.produce(1, 600, Map.of());
    fleet.start(share("a"), () -> LockSupport.parkNanos(15_000_000));
    fleet.readUntil(PATIENCE, () -> fleet.items().size() >= 20);

    fleet.produceUrgent(1_001, 1_040);
    fleet.readUntil(PATIENCE, () -> fleet.items().size() == 640);

    assertThat(fleet.database.rows()).hasSize(640).doesNotHaveDuplicates();
    assertThat(fleet.rowsBeforeTheLastOf(1_001, 1_040)).isLessThan(500);
  }

  @Test
  void bringsAgainWhatAWorkerLeftWhenItStopped() throws Exception {
    fleet.produce(1, 100, Map.of());
    Supervisor first = fleet.start(share("a"));
    fleet.readUntil(PATIENCE, () -> fleet.items().size() >= 20);
    first.close();
    fleet.start(share("b"));

    fleet.readUntil(PATIENCE, () -> fleet.items().size() == 100);
    assertThat(fleet.database.rows()).hasSize(100).doesNotHaveDuplicates();
  }

  @Test
  void reportsOnceMoreWhatAnotherGroupHasLoaded() throws Exception {
    fleet.produce(1, 50, Map.of());
    fleet.start(fleet.settings("group"));
    fleet.readUntil(PATIENCE, () -> fleet.items().size() == 50);

    fleet.start(share("share"));
    fleet.readUntil(PATIENCE, () -> fleet.results.size() >= 100);

    assertThat(fleet.database.rows()).hasSize(50).doesNotHaveDuplicates();
    assertThat(fleet.deadLetters).isEmpty();
    assertThat(fleet.items()).contains(new ItemId("run", 50));
  }

  @Test
  void renewsItsLocksWhileABatchIsInHand() throws Exception {
    fleet.produce(1, 10, Map.of());
    WorkerSettings settings = share("a");
    try (KafkaBrokerAdmin admin = new KafkaBrokerAdmin(fleet.kafka())) {
      ShareGroup.prepare(admin, settings.membership().group());
    }
    KafkaClients clients = new KafkaClients(fleet.kafka(), settings);
    TickingClock clock = new TickingClock(Instant.now(), Duration.ZERO);
    SharePoller poller =
        new SharePoller(
            records -> clients.shareConsumer("worker-1", records, Duration.ofMillis(500)),
            fleet.topics().work(),
            new ShareSize(10),
            new StopSignal(),
            clock);
    Batch batch = nextOf(poller);
    List<ReceivedItem> items = new ArrayList<>(batch.items());
    for (int i = 0; i < 3; i++) {
      clock.advance(SharePoller.RENEWAL_INTERVAL);
      poller.waitFor(Duration.ZERO);
    }
    poller.commit(batch);
    while (items.size() < 10) { // what lay in other partitions
      batch = nextOf(poller);
      items.addAll(batch.items());
      poller.commit(batch);
    }
    poller.flush();
    poller.close(Duration.ofSeconds(5));

    assertThat(items).doesNotHaveDuplicates().hasSize(10);
    assertThat(items).extracting(ReceivedItem::deliveries).containsOnly(1);
    SharePoller other =
        new SharePoller(
            records -> clients.shareConsumer("worker-2", records, Duration.ofMillis(500)),
            fleet.topics().work(),
            new ShareSize(10),
            new StopSignal(),
            Clock.systemUTC());
    for (int i = 0; i < 10; i++) {
      assertThat(other.next().items()).as("nothing comes again").isEmpty();
    }
    other.close(Duration.ofSeconds(5));
  }

  private static Batch nextOf(SharePoller poller) {
    Deadline deadline = Deadline.after(PATIENCE, Clock.systemUTC());
    Batch batch = poller.next();
    while (batch.isEmpty()) {
      assertThat(deadline.expired()).as("a batch comes").isFalse();
      batch = poller.next();
    }
    return batch;
  }

  private WorkerSettings share(String instance) {
    return fleet
        .settings(instance)
        .withMembership(
            new WorkerSettings.Membership("sharers-" + PREFIXES, DeliveryMode.SHARE, false));
  }
}
