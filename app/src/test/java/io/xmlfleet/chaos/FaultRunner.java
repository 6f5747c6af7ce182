package io.xmlfleet.chaos;

import io.xmlfleet.testing.FaultyLink;
import io.xmlfleet.topic.TopicNames;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.TopicDescription;

/** Does what a schedule says, when it says so. Confined to one thread. */
final class FaultRunner {
  private static final Duration LONG_ENOUGH_TO_PUBLISH = Duration.ofMillis(1_500);

  private final ChaosFleet fleet;
  private final Workload workload;
  private final ClusterFaults cluster;
  private final ExecutorService victims = Executors.newCachedThreadPool();
  private final Map<FaultKind, Integer> done = new EnumMap<>(FaultKind.class);

  FaultRunner(ChaosFleet fleet, Workload workload) {
    this.fleet = fleet;
    this.workload = workload;
    this.cluster = new ClusterFaults(fleet);
  }

  /** Faults that took place, by kind. */
  Map<FaultKind, Integer> done() {
    return done;
  }

  /** Runs the whole schedule; faults may overlap, if their victims are others. */
  void run(List<Fault> schedule) throws Exception {
    long start = System.nanoTime();
    List<Future<?>> running = new java.util.ArrayList<>();
    for (Fault fault : schedule) {
      TimeUnit.NANOSECONDS.sleep(start + fault.at().toNanos() - System.nanoTime());
      System.out.println(fault);
      running.add(
          victims.submit(
              () -> {
                if (inflict(fault)) {
                  count(fault.kind());
                }
                return null;
              }));
    }
    for (Future<?> one : running) {
      try {
        one.get();
      } catch (ExecutionException e) {
        fleet.findings().add("a fault could not be inflicted: " + e.getCause());
      }
    }
    victims.shutdown();
  }

  private synchronized void count(FaultKind kind) {
    done.merge(kind, 1, Integer::sum);
  }

  private boolean inflict(Fault fault) throws Exception {
    switch (fault.kind()) {
      case KILL_CONSUMER, KILL_AGGREGATOR, KILL_BROKER, KILL_DATABASE -> {
        if (fault.duration().toMillis() % 3 == 0 && node(fault).killChild()) {
          return true; // a server then ends all connections and recovers by itself
        }
        node(fault).kill();
        pass(fault.duration());
        node(fault).start();
      }
      case KILL_CONSUMER_PUBLISHING -> {
        fleet.brokerLinks().forEach(link -> link.holdReplies(true));
        pass(LONG_ENOUGH_TO_PUBLISH);
        node(fault).kill();
        fleet.brokerLinks().forEach(link -> link.holdReplies(false));
        pass(fault.duration());
        node(fault).start();
      }
      case FREEZE_CONSUMER, FREEZE_AGGREGATOR, FREEZE_BROKER, FREEZE_DATABASE -> {
        node(fault).freeze();
        pass(fault.duration());
        node(fault).thaw();
      }
      case RESTART_BROKER, RESTART_DATABASE -> {
        node(fault).stop();
        pass(fault.duration());
        node(fault).start();
      }
      case RESTART_CONSUMERS -> restartConsumers(fault.duration());
      case KILL_LEADER,
          FREEZE_LEADER,
          KILL_ALL_BROKERS_BUT_ONE,
          RESTART_ALL_BROKERS,
          REASSIGN_PARTITIONS ->
          cluster.inflict(fault);
      case KILL_PRODUCER -> {
        return workload.killProducer(fault.duration());
      }
      case ADD_PARTITIONS -> addPartitions();
      default -> disturb(link(fault), fault);
    }
    return true;
  }

  private static void disturb(FaultyLink link, Fault fault) throws InterruptedException {
    switch (fault.kind()) {
      case LOSE_DATABASE_REPLIES, LOSE_BROKER_REPLIES -> {
        link.loseReplies(true);
        pass(fault.duration());
        link.loseReplies(false);
      }
      case SLOW_DATABASE_LINK, SLOW_BROKER_LINK -> {
        link.delay(100);
        pass(fault.duration());
        link.delay(ChaosFleet.USUAL_DELAY_MILLIS);
      }
      case SILENT_DATABASE_LINK, SILENT_BROKER_LINK -> {
        link.silence(true);
        pass(fault.duration());
        if (fault.duration().toMillis() % 2 == 0) {
          link.cut(); // found dead; else what was on its way arrives late
        }
        link.silence(false);
      }
      default -> link.cut();
    }
  }

  private void restartConsumers(Duration pause) throws Exception {
    for (Node consumer : fleet.consumers) {
      consumer.stop();
      consumer.start();
      pass(pause.dividedBy(fleet.consumers.size()));
    }
  }

  private void addPartitions() throws Exception {
    TopicNames topics = fleet.topics();
    List<String> names =
        List.of(topics.work(), topics.urgentWork(), topics.results(), topics.deadLetters());
    try (Admin admin =
        Admin.create(
            Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, (Object) fleet.kafka()))) {
      for (TopicDescription topic : admin.describeTopics(names).allTopicNames().get().values()) {
        int more = topic.partitions().size() + 1;
        admin.createPartitions(Map.of(topic.name(), NewPartitions.increaseTo(more))).all().get();
      }
    }
  }

  private Node node(Fault fault) {
    return switch (fault.kind().target) {
      case CONSUMER -> fleet.consumers.get(fault.victim());
      case AGGREGATOR -> fleet.aggregators.get(fault.victim());
      case BROKER -> fleet.brokers.get(fault.victim());
      case DATABASE -> fleet.database;
      default -> throw new IllegalArgumentException(fault.kind() + " strikes no process");
    };
  }

  private FaultyLink link(Fault fault) {
    return fault.kind().target == FaultKind.Target.BROKER_LINK
        ? fleet.brokerLinks().get(fault.victim())
        : fleet.databaseLink(fault.victim());
  }

  static void pass(Duration duration) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(duration.toMillis());
  }
}
