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

  /** How many partitions a topic has, which are numbered from 0; 0: there is no such topic. */
  int partitions(String topic) {
    int count = 0;
    while (Files.isDirectory(folder.resolve(topic + '-' + count))) {
      count++;
    }
    return count;
  }

  /** The folder of a partition. */
  Path of(TopicPartition partition) {
    return folder.resolve(partition.toString());
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
