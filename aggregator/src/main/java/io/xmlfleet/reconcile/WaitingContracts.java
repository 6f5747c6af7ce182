package io.xmlfleet.reconcile;

import io.xmlfleet.client.ClientFactory;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.message.WorkItemCodec;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.topic.TopicReader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Which contracts the documents ask for that wait for a group. */
public final class WaitingContracts {
  private static final Map<String, Object> DOCUMENTS =
      Map.of("max.poll.records", 16, "max.partition.fetch.bytes", 4 * 1024 * 1024);

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
    if (names.isEmpty()) {
      return asked;
    }
    GroupPositions positions = GroupPositions.read(kafka, topics.allWork(), group);
    try (Consumer<byte[], byte[]> consumer = ClientFactory.reader(kafka, DOCUMENTS)) {
      for (TopicPartition partition : positions.ends().keySet()) {
        TopicReader reader = new TopicReader(consumer, partition.topic());
        TopicReader.guarded(
            "the topic " + partition.topic(),
            () ->
                reader.readAt(
                    partition.partition(),
                    waiting(positions, partition),
                    consumed -> {
                      String contract = WorkItemCodec.decode(consumed).contract();
                      names.stream()
                          .filter(name -> contract != null && isOf(name, contract))
                          .forEach(asked::add);
                      return asked.size() < names.size();
                    }));
      }
    }
    return asked;
  }

  private static boolean isOf(String name, String asked) {
    return asked.equals(name) || asked.startsWith(name + '@');
  }

  private static List<Long> waiting(GroupPositions positions, TopicPartition partition) {
    return LongStream.range(
            positions.position(partition), positions.ends().getOrDefault(partition, 0L))
        .boxed()
        .toList();
  }
}
