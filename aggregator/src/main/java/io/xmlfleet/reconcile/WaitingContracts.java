package io.xmlfleet.reconcile;

import io.xmlfleet.client.ClientFactory;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.message.WorkItemCodec;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.topic.TopicReader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Which contracts the documents ask for that wait for a group. */
public final class WaitingContracts {
  private static final Map<String, Object> DOCUMENTS =
      Map.of("max.poll.records", 16, "max.partition.fetch.bytes", 4 * 1024 * 1024);

  /** Of a partition: a run is not to wait until a backlog of whole documents is read. */
  private static final int MOST_LOOKED_AT = 100;

  private WaitingContracts() {}

  /**
   * Reads what waits, until every one was asked for.
   *
   * @param names of contracts; those that are of interest
   * @param group a consumer group or a share group; of one that has not begun everything waits
   * @return those of the names that a document asks for, with or without a version
   * @throws io.xmlfleet.failure.InfrastructureException if the brokers do not answer or a topic is
   *     missing
   */
  public static Set<String> among(
      Set<String> names, KafkaSettings kafka, TopicNames topics, String group) {
    Set<String> asked = new HashSet<>();
    if (!names.isEmpty()) {
      read(
          kafka,
          topics,
          group,
          Integer.MAX_VALUE,
          contract -> {
            names.stream().filter(name -> isOf(name, contract)).forEach(asked::add);
            return asked.size() < names.size();
          });
    }
    return asked;
  }

  /**
   * Reads the first hundred documents that wait in each partition, until one asks for a contract
   * that is none of those.
   *
   * @param known whether a contract that is asked for, with or without a version, is one of them
   * @throws io.xmlfleet.failure.InfrastructureException as {@link #among}
   */
  public static Optional<String> other(
      Predicate<String> known, KafkaSettings kafka, TopicNames topics, String group) {
    AtomicReference<String> other = new AtomicReference<>();
    read(
        kafka,
        topics,
        group,
        MOST_LOOKED_AT,
        contract -> {
          if (!known.test(contract)) {
            other.set(contract);
          }
          return other.get() == null;
        });
    return Optional.ofNullable(other.get());
  }

  /**
   * @param most documents of a partition
   * @param more takes what a document asks for; whether to go on
   */
  private static void read(
      KafkaSettings kafka, TopicNames topics, String group, int most, Predicate<String> more) {
    GroupPositions positions = GroupPositions.read(kafka, topics.allWork(), group);
    try (Consumer<byte[], byte[]> consumer = ClientFactory.reader(kafka, DOCUMENTS)) {
      boolean[] goOn = {true};
      for (TopicPartition partition : positions.ends().keySet()) {
        TopicReader reader = new TopicReader(consumer, partition.topic());
        TopicReader.guarded(
            "the topic " + partition.topic(),
            () ->
                reader.readAt(
                    partition.partition(),
                    waiting(positions, partition, most),
                    consumed -> {
                      String contract = WorkItemCodec.decode(consumed).contract();
                      goOn[0] = goOn[0] && (contract == null || more.test(contract));
                      return goOn[0];
                    }));
        if (!goOn[0]) {
          return;
        }
      }
    }
  }

  private static boolean isOf(String name, String asked) {
    return asked.equals(name) || asked.startsWith(name + '@');
  }

  private static List<Long> waiting(GroupPositions positions, TopicPartition partition, int most) {
    return LongStream.range(
            positions.position(partition), positions.ends().getOrDefault(partition, 0L))
        .limit(most)
        .boxed()
        .toList();
  }
}
