package io.xmlfleet.chaos;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.embedded.FreePort;
import io.xmlfleet.fleet.FleetProcess;
import io.xmlfleet.fleet.PostgresServer;
import io.xmlfleet.testing.FaultyLink;
import io.xmlfleet.topic.TopicNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Brokers, a database, three consumers and two aggregators, each a process, with bad networks
 * between them. Thread-safe.
 */
final class ChaosFleet implements AutoCloseable {
  /** What another machine of the same site takes for a packet. */
  static final long USUAL_DELAY_MILLIS = 2;

  /** Who look at each aggregator's dashboard; without any, there is none. */
  static final int WATCHERS = Integer.getInteger("chaos.watchers", 0);

  private static final int CONSUMERS = 3;
  private static final int PARTITIONS = 6;

  private final Path folder;
  private final @Nullable Path sabotage;
  private final List<String> findings = new CopyOnWriteArrayList<>();
  private final List<FaultyLink> brokerLinks = new ArrayList<>();
  private final List<FaultyLink> databaseLinks = new ArrayList<>();
  private final ChaosDatabase server;
  final List<Node> brokers = new ArrayList<>();
  final Node database;
  final List<Node> consumers = new ArrayList<>();
  final List<Node> aggregators = new ArrayList<>();
  private final List<Integer> dashboards = new ArrayList<>();

  /**
   * A fleet that is not started yet.
   *
   * @param sabotage classes that take the place of the product's; null: none
   * @param size brokers: one of ours, or a cluster of Kafka's own servers
   */
  ChaosFleet(Path folder, Path contract, @Nullable Path sabotage, int size, ChaosDatabase server)
      throws IOException {
    this.folder = folder;
    this.sabotage = sabotage;
    this.server = server;
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      ports.add(FreePort.find());
      FaultyLink link = FaultyLink.to(ports.get(i));
      link.heal(USUAL_DELAY_MILLIS);
      brokerLinks.add(link);
    }
    if (size == 1) {
      String port = Integer.toString(ports.get(0));
      brokers.add(node("broker", "Broker ready", "broker", "--port", port, "--advertise", kafka()));
    } else {
      addCluster(ports);
    }
    database = database();
    for (int i = 1; i <= CONSUMERS; i++) {
      FaultyLink link = FaultyLink.to(server.port());
      link.heal(USUAL_DELAY_MILLIS);
      databaseLinks.add(link);
      consumers.add(consumer("consumer-" + i, contract, link));
    }
    for (int i = 1; i <= 2; i++) {
      aggregators.add(aggregator("aggregator-" + i));
    }
  }

  private Node database() {
    PostgresServer postgres = server.postgres();
    return postgres == null
        ? node("database", "Database ready", "database", "--port", Integer.toString(server.port()))
        : new Node(
            "database",
            PostgresServer.READY,
            List.of(),
            (name, none) -> postgres.start(folder, name),
            findings::add);
  }

  private Node aggregator(String name) {
    List<String> arguments = new ArrayList<>(List.of("aggregate", "--kafka", kafka()));
    if (WATCHERS > 0) {
      dashboards.add(FreePort.find());
      arguments.addAll(List.of("--http", Integer.toString(dashboards.get(dashboards.size() - 1))));
    }
    return node(name, "Aggregating", arguments.toArray(String[]::new));
  }

  private void addCluster(List<Integer> ports) {
    List<Integer> links = brokerLinks.stream().map(FaultyLink::port).toList();
    for (String[] arguments : ClusterBroker.arguments(folder, ports, links)) {
      brokers.add(
          new Node(
              "broker-" + arguments[0],
              ClusterBroker.READY,
              List.of(arguments),
              (name, all) -> FleetProcess.startMain(folder, name, ClusterBroker.class, all),
              findings::add));
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
        server.login(link.port()).url(),
        "--db-user",
        server.login().user());
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
    for (Node broker : brokers) {
      broker.start();
    }
    database.start();
    for (Node broker : brokers) {
      broker.awaitReady();
    }
    database.awaitReady();
    FleetProcess topics =
        start(
            "topics",
            "topics",
            "create",
            "--partitions",
            Integer.toString(PARTITIONS),
            "--replication",
            Integer.toString(brokers.size()),
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

  /** Ports of the aggregators' dashboards. */
  List<Integer> dashboards() {
    return dashboards;
  }

  List<Integer> brokerIds() {
    return IntStream.rangeClosed(1, brokers.size()).boxed().toList();
  }

  List<Node> nodes() {
    List<Node> nodes = new ArrayList<>(brokers);
    nodes.add(database);
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
    brokerLinks.forEach(link -> link.heal(USUAL_DELAY_MILLIS));
    databaseLinks.forEach(link -> link.heal(USUAL_DELAY_MILLIS));
    for (Node node : nodes()) {
      node.start();
      node.thaw();
    }
  }

  /** Where clients reach the brokers, through their links. */
  String kafka() {
    return brokerLinks.stream()
        .map(link -> "127.0.0.1:" + link.port())
        .collect(Collectors.joining(","));
  }

  KafkaSettings kafkaSettings() {
    return new KafkaSettings(kafka());
  }

  TopicNames topics() {
    return TopicNames.standard();
  }

  /** Where the database is. */
  ChaosDatabase server() {
    return server;
  }

  /** One for each broker. */
  List<FaultyLink> brokerLinks() {
    return brokerLinks;
  }

  FaultyLink databaseLink(int consumer) {
    return databaseLinks.get(consumer);
  }

  /** What should not have happened, seen from outside. */
  List<String> findings() {
    return findings;
  }

  @Override
  public void close() {
    nodes().forEach(Node::close);
    brokerLinks.forEach(FaultyLink::close);
    databaseLinks.forEach(FaultyLink::close);
  }
}
