package io.xmlfleet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.embedded.EmbeddedBroker;
import io.xmlfleet.worker.poll.BatchLimits;
import io.xmlfleet.worker.poll.DeliveryMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eight workers over two partitions, one of them a hundred times slower than the others, as on a
 * sick machine. A measurement, so it runs only when it is asked for: {@code
 * -Duneven.documents=8000}; {@code -Duneven.group=400} adds a consumer group over so many
 * documents, which takes minutes.
 */
@EnabledIfSystemProperty(
    named = "uneven.documents",
    matches = "[0-9]+",
    disabledReason = "a measurement; -Duneven.documents=8000")
class UnevenWorkersIT {
  private static final int WORKERS = 8;
  private static final Duration DOCUMENT = Duration.ofMillis(5);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @TempDir Path folder;

  @Test
  void aSlowWorkerHoldsUpNobodyInAShareGroup() throws Exception {
    int documents = Integer.getInteger("uneven.documents", 800);
    int ofGroup = Integer.getInteger("uneven.group", 0);
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
      seconds(broker, "warmup", DeliveryMode.SHARE, documents / 4, false);
      double even = seconds(broker, "even", DeliveryMode.SHARE, documents, false);
      double uneven = seconds(broker, "uneven", DeliveryMode.SHARE, documents, true);
      tell("share", documents, even, uneven);
      assertThat(uneven).isLessThan(2 * even + 1); // measured alone it is nearer; see the docs
      if (ofGroup > 0) {
        tell(
            "group",
            ofGroup,
            seconds(broker, "group-even", DeliveryMode.GROUP, ofGroup, false),
            seconds(broker, "group-uneven", DeliveryMode.GROUP, ofGroup, true));
      }
    }
  }

  private static double seconds(
      EmbeddedBroker broker, String name, DeliveryMode delivery, int documents, boolean slow)
      throws Exception {
    try (Fleet fleet = new Fleet(broker.bootstrapServers(), name, 2)) {
      fleet.produce(1, documents, Map.of());
      WorkerSettings settings =
          fleet
              .settings(name)
              .withThreads(WORKERS)
              .withBatch(new BatchLimits(100, 1024 * 1024, Duration.ofMillis(10)))
              .withMembership(new WorkerSettings.Membership(name, delivery, false));
      long started = System.nanoTime();
      fleet.start(
          settings, () -> work(slow && Thread.currentThread().getName().equals("worker-1")));
      fleet.readUntil(PATIENCE, () -> fleet.items().size() == documents);
      return (System.nanoTime() - started) / 1e9;
    }
  }

  private static void work(boolean slowly) {
    try {
      Thread.sleep(DOCUMENT.toMillis() * (slowly ? 100 : 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void tell(String mode, int documents, double even, double uneven) {
    System.out.printf(
        Locale.ROOT,
        "%s: %,d documents, 8 workers alike %.1f s, one of them 100 times slower %.1f s: %.2f%n",
        mode,
        documents,
        even,
        uneven,
        uneven / even);
  }
}
