package io.xmlfleet.chaos;

import io.xmlfleet.embedded.FreePort;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Kafka's own server as one of several nodes, each broker and controller, in a process of its own.
 *
 * <p>Everything that a cluster keeps for itself has as many copies as there are nodes, of which two
 * must be written; topics have what their creator says.
 */
final class ClusterBroker {
  /** What it says when clients can use it. */
  static final String READY = "Broker ready";

  private static final String CLUSTER = "chaos-cluster-of-ours-";

  private ClusterBroker() {}

  /**
   * The arguments of each node.
   *
   * @param folder where each node gets one of its own
   * @param ports where each node listens for clients
   * @param links ports through which clients reach them
   */
  static List<String[]> arguments(Path folder, List<Integer> ports, List<Integer> links) {
    List<Integer> controllers = ports.stream().map(any -> FreePort.find()).toList();
    String voters =
        IntStream.rangeClosed(1, ports.size())
            .mapToObj(node -> node + "@127.0.0.1:" + controllers.get(node - 1))
            .collect(Collectors.joining(","));
    List<String[]> all = new ArrayList<>();
    for (int i = 0; i < ports.size(); i++) {
      all.add(
          new String[] {
            Integer.toString(i + 1),
            folder.resolve("broker-" + (i + 1)).toString(),
            Integer.toString(ports.get(i)),
            Integer.toString(links.get(i)),
            Integer.toString(FreePort.find()),
            Integer.toString(controllers.get(i)),
            voters
          });
    }
    return all;
  }

  /**
   * Runs until it is told to end: node, folder, ports for clients, through the link, for peers, for
   * controllers, and the voters.
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    format(folder, Integer.parseInt(arguments[0]));
    KafkaRaftServer server =
        new KafkaRaftServer(new KafkaConfig(properties(arguments), false), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
    server.startup();
    System.out.println(READY);
    server.awaitShutdown();
  }

  private static void format(Path folder, int node) throws Exception {
    Files.createDirectories(folder);
    if (Files.exists(folder.resolve("meta.properties"))) {
      return;
    }
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
        .setNodeId(node)
        .setClusterId(CLUSTER)
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(folder.toString())
        .addDirectory(folder.toString())
        .setIgnoreFormatted(true)
        .run();
  }

  private static Properties properties(String[] arguments) {
    String controller = arguments[5];
    String voters = arguments[6];
    long copies = voters.chars().filter(c -> c == '@').count();
    Properties p = new Properties();
    p.setProperty("process.roles", "broker,controller");
    p.setProperty("node.id", arguments[0]);
    p.setProperty("controller.quorum.voters", voters);
    p.setProperty(
        "listeners",
        "CLIENTS://127.0.0.1:%s,PEERS://127.0.0.1:%s,CONTROLLER://127.0.0.1:%s"
            .formatted(arguments[2], arguments[4], controller));
    p.setProperty(
        "advertised.listeners",
        "CLIENTS://127.0.0.1:%s,PEERS://127.0.0.1:%s".formatted(arguments[3], arguments[4]));
    p.setProperty(
        "listener.security.protocol.map", "CLIENTS:PLAINTEXT,PEERS:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.setProperty("controller.listener.names", "CONTROLLER");
    p.setProperty("inter.broker.listener.name", "PEERS");
    p.setProperty("log.dirs", arguments[1]);
    p.setProperty("auto.create.topics.enable", "false");
    for (String kept : List.of("offsets.topic", "transaction.state.log")) {
      p.setProperty(kept + ".replication.factor", Long.toString(copies));
      p.setProperty(kept + ".num.partitions", "4");
    }
    p.setProperty("transaction.state.log.min.isr", "2");
    p.setProperty("share.coordinator.state.topic.replication.factor", Long.toString(copies));
    p.setProperty("share.coordinator.state.topic.min.isr", "2");
    p.setProperty("share.coordinator.state.topic.num.partitions", "4");
    p.setProperty("message.max.bytes", Integer.toString(64 * 1024 * 1024));
    p.setProperty("replica.fetch.max.bytes", Integer.toString(64 * 1024 * 1024));
    impatient(p);
    return p;
  }

  /** Whoever is silent for some seconds is dead: faults are to be short, and many. */
  private static void impatient(Properties p) {
    p.setProperty("group.initial.rebalance.delay.ms", "0");
    p.setProperty("group.consumer.assignment.interval.ms", "0");
    p.setProperty("group.share.assignment.interval.ms", "0");
    for (String group : List.of("group.consumer", "group.share")) {
      p.setProperty(group + ".heartbeat.interval.ms", "300");
      p.setProperty(group + ".min.heartbeat.interval.ms", "300");
      p.setProperty(group + ".session.timeout.ms", "5000");
      p.setProperty(group + ".min.session.timeout.ms", "3000");
    }
    p.setProperty("group.min.session.timeout.ms", "3000");
    p.setProperty("broker.session.timeout.ms", "3000");
    p.setProperty("broker.heartbeat.interval.ms", "500");
    p.setProperty("replica.lag.time.max.ms", "5000");
    p.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
  }
}
