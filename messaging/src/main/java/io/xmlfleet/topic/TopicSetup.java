package io.xmlfleet.topic;

import io.xmlfleet.client.ClientFactory;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics that are missing and leaves those that exist as they are. */
public final class TopicSetup {
  private static final long TIMEOUT_SECONDS = 60;
  private static final long BETWEEN_LOOKS_MILLIS = 50;

  /** From so many copies on, one of them may be away. */
  static final int ENOUGH_COPIES = 3;

  private static final Duration FILE = Duration.ofHours(1);

  private final Admin admin;

  public TopicSetup(Admin admin) {
    this.admin = admin;
  }

  /**
   * Connects, creates what is missing, disconnects.
   *
   * @return the topics that were created, in the order of the pipeline
   * @throws UsageException if a Kafka client property is not usable
   * @throws InfrastructureException if the broker does not answer or refuses
   */
  public static List<String> create(KafkaSettings kafka, TopicNames names, TopicPlan plan) {
    try (Admin admin = ClientFactory.admin(kafka)) {
      return new TopicSetup(admin).create(names, plan);
    }
  }

  /**
   * Creates what is missing, and waits until brokers serve it: the creation is answered before.
   *
   * @return the topics that were created, in the order of the pipeline
   * @throws InfrastructureException if the broker does not answer or refuses
   */
  public List<String> create(TopicNames names, TopicPlan plan) {
    List<NewTopic> wanted = topics(names, plan);
    CreateTopicsResult results = admin.createTopics(wanted);
    List<String> created = new ArrayList<>();
    results
        .values()
        .forEach(
            (name, creation) -> {
              if (await(name, creation)) {
                created.add(name);
              }
            });
    created.sort(Comparator.comparing(name -> indexOf(wanted, name)));
    awaitServed(wanted.stream().filter(topic -> created.contains(topic.name())).toList());
    return created;
  }

  /**
   * Deletes the topics of a fleet and what its groups left behind. What is not there is as it
   * should be.
   *
   * @throws UsageException if a Kafka client property is not usable
   * @throws InfrastructureException if the broker does not answer or refuses
   */
  public static void delete(KafkaSettings kafka, TopicNames names) {
    try (Admin admin = ClientFactory.admin(kafka)) {
      List<String> groups = List.of(names.consumerGroup(), names.aggregatorGroup());
      admin
          .deleteConsumerGroups(groups)
          .deletedGroups()
          .forEach((group, deletion) -> awaitDeleted("the group " + group, deletion));
      admin
          .deleteTopics(names(names))
          .topicNameValues()
          .forEach((topic, deletion) -> awaitDeleted("the topic " + topic, deletion));
    }
  }

  private static void awaitDeleted(String what, KafkaFuture<Void> deletion) {
    try {
      answer(what + " cannot be deleted", deletion);
    } catch (InfrastructureException e) {
      if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
          && !(e.getCause() instanceof GroupIdNotFoundException)) {
        throw e;
      }
    }
  }

  /**
   * What the brokers answer.
   *
   * @throws InfrastructureException if they refuse, with the reason as its cause, or are too slow
   */
  private static <T> T answer(String failure, KafkaFuture<T> answer) {
    try {
      return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new InfrastructureException(failure + ": " + e.getMessage(), cause);
    } catch (TimeoutException e) {
      throw new InfrastructureException(
          failure + ": no answer within " + TIMEOUT_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfrastructureException(failure + ": interrupted", e);
    }
  }

  /**
   * A partition's leader tells its offsets only once it also takes records. Until the brokers have
   * heard of a topic the client does not ask again by itself.
   */
  private void awaitServed(List<NewTopic> topics) {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (NewTopic topic : topics) {
      for (int partition = 0; partition < topic.numPartitions(); partition++) {
        ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (!served(ends, System.nanoTime() > deadline)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BETWEEN_LOOKS_MILLIS));
    }
  }

  private boolean served(Map<TopicPartition, OffsetSpec> ends, boolean lastLook) {
    try {
      answer("the new topics cannot be used", admin.listOffsets(ends).all());
      return true;
    } catch (InfrastructureException e) {
      if (e.getCause() instanceof RetriableException && !lastLook) {
        return false;
      }
      throw e;
    }
  }

  /** All topics of a fleet, in the order of the pipeline. */
  static List<String> names(TopicNames names) {
    return topics(names, TopicPlan.standard()).stream().map(NewTopic::name).toList();
  }

  static List<NewTopic> topics(TopicNames names, TopicPlan plan) {
    return List.of(
        topic(names.work(), plan.workPartitions(), plan, kept(plan)),
        topic(names.urgentWork(), plan.workPartitions(), plan, kept(plan)),
        topic(names.results(), plan.outcomePartitions(), plan, timedByBroker(kept(plan))),
        topic(names.deadLetters(), plan.outcomePartitions(), plan, compacted()),
        topic(names.deadLetterActions(), 1, plan, keptForEver()),
        topic(names.runs(), 1, plan, timedByBroker(compacted())),
        topic(names.progress(), 1, plan, compactedSoon()),
        topic(names.aggregatorState(), 1, plan, compactedSoon()));
  }

  private static int indexOf(List<NewTopic> topics, String name) {
    return topics.stream().map(NewTopic::name).toList().indexOf(name);
  }

  private static NewTopic topic(
      String name, int partitions, TopicPlan plan, Map<String, String> cleanup) {
    Map<String, String> configs = new HashMap<>(cleanup);
    configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(plan.maxMessageBytes()));
    // A broker that is behind would forget what was acknowledged.
    configs.put(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false");
    if (plan.replicationFactor() >= ENOUGH_COPIES) {
      // One broker may be away, and what is acknowledged is still on two.
      configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
    }
    return new NewTopic(name, partitions, plan.replicationFactor()).configs(configs);
  }

  private static Map<String, String> kept(TopicPlan plan) {
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_DELETE,
        TopicConfig.RETENTION_MS_CONFIG,
        Long.toString(plan.retention().toMillis()));
  }

  private static Map<String, String> keptForEver() {
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_DELETE,
        TopicConfig.RETENTION_MS_CONFIG,
        "-1",
        TopicConfig.RETENTION_BYTES_CONFIG,
        "-1");
  }

  /** When outcomes came is known by one clock a broker, not by those of all workers. */
  private static Map<String, String> timedByBroker(Map<String, String> configs) {
    Map<String, String> timed = new HashMap<>(configs);
    timed.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    return timed;
  }

  private static Map<String, String> compacted() {
    return Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
  }

  /**
   * For what is written every second while a fleet works. Brokers leave the file in which they
   * write as it is: by default a gigabyte, or a week of reports that every reader would read.
   */
  private static Map<String, String> compactedSoon() {
    Map<String, String> soon = new HashMap<>(compacted());
    soon.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(FILE.toMillis()));
    return soon;
  }

  private static boolean await(String topic, KafkaFuture<Void> creation) {
    try {
      answer("the topic " + topic + " cannot be created", creation);
      return true;
    } catch (InfrastructureException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw e;
    }
  }
}
