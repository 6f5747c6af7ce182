package io.xmlfleet.testing;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.embedded.EmbeddedBroker;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.topic.TopicPlan;
import io.xmlfleet.topic.TopicSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/**
 * The broker that integration tests talk to: the one that {@code XMLFLEET_TEST_KAFKA} names, else
 * an embedded one that all tests of the JVM share. Each test works on topics of its own.
 */
public final class KafkaUnderTest {
  private static final AtomicInteger FLEETS = new AtomicInteger();

  private KafkaUnderTest() {}

  /** The shortest session that the broker surely allows a member of a group. */
  public static Duration shortestSession() {
    return Duration.ofSeconds(System.getenv("XMLFLEET_TEST_KAFKA") == null ? 3 : 6);
  }

  public static KafkaSettings settings() {
    String named = System.getenv("XMLFLEET_TEST_KAFKA");
    return new KafkaSettings(named == null ? Shared.BROKER.bootstrapServers() : named);
  }

  /** Creates the topics of a new fleet, with few partitions so that tests stay quick. */
  public static TopicNames newFleet(int workPartitions) {
    TopicNames names =
        new TopicNames("test-" + ProcessHandle.current().pid() + "-" + FLEETS.incrementAndGet());
    TopicPlan standard = TopicPlan.standard();
    try (Admin admin = Admin.create(settings().clientProperties(Map.of(), Map.of()))) {
      new TopicSetup(admin)
          .create(
              names,
              new TopicPlan(
                  workPartitions, (short) 1, standard.maxMessageBytes(), Duration.ofDays(1)));
    }
    return names;
  }

  /** Lets a topic take records up to a size only. */
  public static void limitRecords(KafkaSettings kafka, String topic, int bytes) throws Exception {
    try (Admin admin = Admin.create(kafka.clientProperties(Map.of(), Map.of()))) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("max.message.bytes", Integer.toString(bytes)),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }

  private static final class Shared {
    static final EmbeddedBroker BROKER = start();

    private static EmbeddedBroker start() {
      try {
        Path folder = Files.createTempDirectory("xmlfleet-test-broker");
        EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(
                    () -> {
                      broker.close();
                      delete(folder);
                    },
                    "stop-test-broker"));
        return broker;
      } catch (IOException e) {
        throw new InfrastructureException("no temporary folder for the test broker", e);
      }
    }

    private static void delete(Path folder) {
      try (Stream<Path> paths = Files.walk(folder)) {
        paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      } catch (IOException e) {
        System.err.println("left behind: " + folder);
      }
    }
  }
}
