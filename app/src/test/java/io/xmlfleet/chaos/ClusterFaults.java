package io.xmlfleet.chaos;

import io.xmlfleet.client.ClientFactory;
import io.xmlfleet.failure.Deadline;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/** What can be done to brokers that stand in for each other. Thread-safe. */
final class ClusterFaults {
  private final ChaosFleet fleet;

  ClusterFaults(ChaosFleet fleet) {
    this.fleet = fleet;
  }

  void inflict(Fault fault) throws Exception {
    switch (fault.kind()) {
      case KILL_LEADER -> killOf(leader(), fault);
      case FREEZE_LEADER -> {
        Node leader = fleet.brokers.get(leader());
        leader.freeze();
        FaultRunner.pass(fault.duration());
        leader.thaw();
      }
      case KILL_ALL_BROKERS_BUT_ONE -> killAllBut(leader(), fault);
      case RESTART_ALL_BROKERS -> {
        for (Node broker : fleet.brokers) {
          broker.stop();
          broker.start();
          broker.awaitReady();
          FaultRunner.pass(fault.duration());
        }
      }
      default -> reassign();
    }
  }

  private void killOf(int victim, Fault fault) throws Exception {
    fleet.brokers.get(victim).kill();
    FaultRunner.pass(fault.duration());
    fleet.brokers.get(victim).start();
  }

  private void killAllBut(int survivor, Fault fault) throws Exception {
    List<Node> victims = new ArrayList<>(fleet.brokers);
    victims.remove(survivor);
    for (Node victim : victims) {
      victim.kill();
    }
    FaultRunner.pass(fault.duration());
    for (Node victim : victims) {
      victim.start();
    }
  }

  /** Place of the broker that leads the first partition of the results. */
  private int leader() throws Exception {
    try (Admin admin = ClientFactory.admin(fleet.kafkaSettings())) {
      TopicDescription results = describe(admin, List.of(fleet.topics().results())).get(0);
      org.apache.kafka.common.Node leader = results.partitions().get(0).leader();
      return leader == null || leader.isEmpty() ? 0 : leader.id() - 1;
    }
  }

  private static List<TopicDescription> describe(Admin admin, List<String> topics)
      throws Exception {
    return List.copyOf(admin.describeTopics(topics).allTopicNames().get().values());
  }

  /** First without the leader, so that one copy is made anew when it comes back, in last place. */
  private void reassign() throws Exception {
    try (Admin admin = ClientFactory.admin(fleet.kafkaSettings())) {
      Map<TopicPartition, Optional<NewPartitionReassignment>> fewer = new HashMap<>();
      Map<TopicPartition, Optional<NewPartitionReassignment>> again = new HashMap<>();
      for (TopicDescription topic :
          describe(admin, List.of(fleet.topics().work(), fleet.topics().results()))) {
        for (TopicPartitionInfo partition : topic.partitions()) {
          List<Integer> replicas =
              new ArrayList<>(
                  partition.replicas().stream().map(org.apache.kafka.common.Node::id).toList());
          Collections.rotate(replicas, -1);
          TopicPartition name = new TopicPartition(topic.name(), partition.partition());
          again.put(name, Optional.of(new NewPartitionReassignment(List.copyOf(replicas))));
          replicas.remove(replicas.size() - 1);
          fewer.put(name, Optional.of(new NewPartitionReassignment(replicas)));
        }
      }
      admin.alterPartitionReassignments(fewer).all().get();
      awaitReassigned(admin);
      admin.alterPartitionReassignments(again).all().get();
      awaitReassigned(admin);
      elect(admin, fewer.keySet());
    }
  }

  private static void awaitReassigned(Admin admin) throws Exception {
    Deadline patience = Deadline.after(Duration.ofMinutes(2), Clock.systemUTC());
    while (!admin.listPartitionReassignments().reassignments().get().isEmpty()) {
      if (patience.expired()) {
        throw new AssertionError("partitions are still being reassigned");
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private static void elect(Admin admin, Set<TopicPartition> partitions) throws Exception {
    try {
      admin.electLeaders(ElectionType.PREFERRED, partitions).all().get();
    } catch (ExecutionException e) {
      // It leads already, or is down: whoever leads will do.
      System.out.println("Not every leader was elected: " + e.getMessage());
    }
  }
}
