package io.xmlfleet.client.folder;

import io.xmlfleet.failure.InfrastructureException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Utils;

/**
 * The folder of a broker that does not run. Its topics can be read without starting it, which takes
 * longer than most questions, if it was stopped in order: then nothing in its files is half done.
 * Nobody may start the broker meanwhile. Immutable.
 */
public final class BrokerFolder {
  /** Kafka's own mark of a broker that was stopped in order; its next start takes it away. */
  private static final String IN_ORDER = ".kafka_cleanshutdown";

  private static final String STARTS = "log-start-offset-checkpoint";

  private final Path folder;

  public BrokerFolder(Path folder) {
    this.folder = folder;
  }

  /** Whether its files can be trusted and have all of these topics. */
  public boolean holds(Collection<String> topics) {
    return Files.exists(folder.resolve(IN_ORDER))
        && topics.stream().allMatch(topic -> Files.isDirectory(folder.resolve(topic + "-0")));
  }

  /**
   * A consumer that reads the partitions that it is told to, and sees committed transactions only.
   * It has what a reader without a group needs, and throws {@link UnsupportedOperationException}
   * for all else. Confined to one thread.
   */
  @SuppressWarnings("unchecked")
  public Consumer<byte[], byte[]> reader() {
    FolderReader reader = new FolderReader(this);
    return (Consumer<byte[], byte[]>)
        Proxy.newProxyInstance(
            Consumer.class.getClassLoader(),
            new Class<?>[] {Consumer.class},
            (proxy, method, arguments) -> {
              try {
                return FolderReader.class
                    .getMethod(method.getName(), method.getParameterTypes())
                    .invoke(reader, arguments);
              } catch (NoSuchMethodException e) {
                throw new UnsupportedOperationException(method + " needs a broker", e);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /**
   * How far a consumer group has come, as the broker would say.
   *
   * @param committed offsets by partition, all before which are done
   * @param begins where partitions begin: what is before was deleted
   * @param ends where they end, open transactions included
   */
  public record Positions(
      Map<TopicPartition, Long> committed,
      Map<TopicPartition, Long> begins,
      Map<TopicPartition, Long> ends) {}

  /** How far a group has come on topics that are there. */
  public Positions positions(Collection<String> topics, String group) {
    Map<String, Long> starts = starts();
    Positions positions = new Positions(committed(group), new HashMap<>(), new HashMap<>());
    for (String topic : topics) {
      for (int number = 0; number < partitions(topic); number++) {
        TopicPartition partition = new TopicPartition(topic, number);
        try (PartitionLog log = log(partition, starts)) {
          positions.begins().put(partition, log.start());
          positions.ends().put(partition, log.endOfAll());
        }
      }
    }
    return positions;
  }

  /** Whether the files say what a group has committed; not those of a share group. */
  public boolean knows(String group) {
    return !committed(group).isEmpty();
  }

  private Map<TopicPartition, Long> committed(String group) {
    int coordinators = partitions(GroupOffsets.TOPIC);
    if (coordinators == 0) {
      return Map.of();
    }
    int own = Utils.abs(group.hashCode()) % coordinators; // as Kafka chooses it
    try (PartitionLog log = log(new TopicPartition(GroupOffsets.TOPIC, own), starts())) {
      return GroupOffsets.of(group, log);
    }
  }

  /**
   * Opens the files of a partition.
   *
   * @throws UnknownTopicOrPartitionException if there are none
   */
  PartitionLog log(TopicPartition partition, Map<String, Long> starts) {
    Path files = folder.resolve(partition.toString());
    if (!Files.isDirectory(files)) {
      throw new UnknownTopicOrPartitionException("there is no partition " + partition);
    }
    String name = partition.topic() + ' ' + partition.partition();
    return new PartitionLog(files, starts.getOrDefault(name, 0L));
  }

  /** How many partitions a topic has, which are numbered from 0; 0: there is no such topic. */
  int partitions(String topic) {
    int count = 0;
    while (Files.isDirectory(folder.resolve(topic + '-' + count))) {
      count++;
    }
    return count;
  }

  /**
   * From where on records of partitions count, by topic and partition with a blank in between: what
   * is before was deleted, and may still be there. A partition of which all counts has no entry.
   */
  Map<String, Long> starts() {
    Map<String, Long> starts = new HashMap<>();
    Path file = folder.resolve(STARTS);
    if (Files.exists(file)) {
      try (Stream<String> lines = Files.lines(file)) {
        // After a version and a count: topic, partition, offset.
        lines
            .skip(2)
            .forEach(
                line -> {
                  int last = line.lastIndexOf(' ');
                  starts.put(line.substring(0, last), Long.valueOf(line.substring(last + 1)));
                });
      } catch (IOException e) {
        throw unreadable(e);
      }
    }
    return starts;
  }

  private InfrastructureException unreadable(IOException cause) {
    return new InfrastructureException("the broker's folder " + folder + " cannot be read", cause);
  }
}
