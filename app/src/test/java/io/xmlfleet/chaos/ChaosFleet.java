package io.xmlfleet.chaos;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.embedded.FreePort;
import io.xmlfleet.fleet.FleetProcess;
import io.xmlfleet.testing.FaultyLink;
import io.xmlfleet.topic.TopicNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A broker, a database, three consumers and two aggregators, each a process, with bad networks
 * between them. Thread-safe.
 */
final class ChaosFleet implements AutoCloseable {
  /** What another machine of the same site takes for a packet. */
  static final long USUAL_DELAY_MILLIS = 2;

  private static final int CONSUMERS = 3;
  private static final int PARTITIONS = 6;

  private final Path folder;
  private final @Nullable Path sabotage;
  private final List<String> findings = new CopyOnWriteArrayList<>();
  private final FaultyLink brokerLink;
  private final List<FaultyLink> databaseLinks = new ArrayList<>();
  private final int databasePort = FreePort.find();
  final Node broker;
  final Node database;
  final List<Node> consumers = new ArrayList<>();
  final List<Node> aggregators = new ArrayList<>();

  /**
   * A fleet that is not started yet.
   *
   * @param sabotage classes that take the place of the product's; null: none
   */
  ChaosFleet(Path folder, Path contract, @Nullable Path sabotage) throws IOException {
    this.folder = folder;
    this.sabotage = sabotage;
    int brokerPort = FreePort.find();
    brokerLink = FaultyLink.to(brokerPort);
    brokerLink.heal(USUAL_DELAY_MILLIS);
    broker =
        node(
            "broker",
            "Broker ready",
            "broker",
            "--port",
            Integer.toString(brokerPort),
            "--advertise",
            kafka());
    database =
        node("database", "Database ready", "database", "--port", Integer.toString(databasePort));
    for (int i = 1; i <= CONSUMERS; i++) {
      FaultyLink link = FaultyLink.to(databasePort);
      link.heal(USUAL_DELAY_MILLIS);
      databaseLinks.add(link);
      consumers.add(consumer("consumer-" + i, contract, link));
    }
    for (int i = 1; i <= 2; i++) {
      aggregators.add(node("aggregator-" + i, "Aggregating", "aggregate", "--kafka", kafka()));
    }
  }

  private Node consumer(String name, Path contract, FaultyLink link) {
    return node(
        name,
        "Consuming",
        "consume",
        "--contract",
        contract.toString(),
        "--create-tables",
        "--threads",
        "2",
        "--delivery",
        System.getProperty("chaos.delivery", "group"),
        "--batch",
        "10",
        "--item-timeout",
        "20",
        "--statement-timeout",
        "20",
        "--instance",
        name,
        "--kafka",
        kafka(),
        "--db",
        "jdbc:h2:tcp://127.0.0.1:" + link.port() + "/xmlfleet",
        "--db-user",
        "sa");
  }

  private Node node(String name, String readyPattern, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", folder.resolve(name).toString())); // a log of its own
    return new Node(name, readyPattern, all, this::start, findings::add);
  }

  /** Starts a command beside the fleet, of the same make. */
  FleetProcess start(String name, String... arguments) throws IOException {
    return sabotage == null
        ? FleetProcess.start(folder, name, arguments)
        : FleetProcess.startWith(sabotage, folder, name, arguments);
  }

  /** Starts everything and waits until it works. */
  void start() throws Exception {
    broker.start();
    database.start();
    broker.awaitReady();
    database.awaitReady();
    FleetProcess topics =
        start(
            "topics",
            "topics",
            "create",
            "--partitions",
            Integer.toString(PARTITIONS),
            "--kafka",
            kafka());
    if (topics.exitCode() != 0) {
      throw new AssertionError("no topics: " + topics.output());
    }
    for (Node node : clients()) {
      node.start();
    }
    for (Node node : clients()) {
      node.awaitReady();
    }
  }

  private List<Node> clients() {
    List<Node> clients = new ArrayList<>(consumers);
    clients.addAll(aggregators);
    return clients;
  }

  private List<Node> nodes() {
    List<Node> nodes = new ArrayList<>(List.of(broker, database));
    nodes.addAll(clients());
    return nodes;
  }

  /** Starts again what has ended without being asked to. */
  void keepUp() {
    for (Node node : nodes()) {
      try {
        node.keepUp();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Ends every fault and starts whatever is down. */
  void heal() throws Exception {
    brokerLink.heal(USUAL_DELAY_MILLIS);
    databaseLinks.forEach(link -> link.heal(USUAL_DELAY_MILLIS));
    for (Node node : nodes()) {
      node.start();
      node.thaw();
    }
  }

  /** Where clients reach the broker, through its link. */
  String kafka() {
    return "127.0.0.1:" + brokerLink.port();
  }

  KafkaSettings kafkaSettings() {
    return new KafkaSettings(kafka());
  }

  TopicNames topics() {
    return TopicNames.standard();
  }

  /** The database, past the links. */
  String databaseUrl() {
    return "jdbc:h2:tcp://127.0.0.1:" + databasePort + "/xmlfleet";
  }

  FaultyLink brokerLink() {
    return brokerLink;
  }

  FaultyLink databaseLink(int consumer) {
    return databaseLinks.get(consumer);
  }

  /** What should not have happened, seen from outside. */
  List<String> findings() {
    return findings;
  }

  @Override
  public void close() throws IOException {
    nodes().forEach(Node::close);
    brokerLink.close();
    for (FaultyLink link : databaseLinks) {
      link.close();
    }
  }
}
