package io.xmlfleet.progress;

import io.xmlfleet.topic.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Topics in memory, and clients that see what was committed to them; a new producer fences the ones
 * before it. Clients are confined to one thread, the topics are thread-safe.
 */
final class MemoryKafka implements TermClients {
  private final Map<String, Integer> partitions = new HashMap<>();
  private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> logs = new HashMap<>();
  private final List<Writer> writers = new ArrayList<>();
  private final Map<String, Integer> limits = new HashMap<>();
  private final Set<String> forbidden = new HashSet<>();
  private int open;

  MemoryKafka(TopicNames topics, int inputPartitions) {
    for (String input : List.of(topics.runs(), topics.results(), topics.deadLetters())) {
      partitions.put(input, inputPartitions);
    }
    partitions.put(topics.progress(), 1);
    partitions.put(topics.aggregatorState(), 1);
  }

  synchronized void addPartition(String topic) {
    partitions.merge(topic, 1, Integer::sum);
  }

  /** Stands in its partition at once, as if committed. */
  synchronized void put(ProducerRecord<byte[], byte[]> produced) {
    int partition =
        produced.partition() == null
            ? Math.floorMod(Arrays.hashCode(produced.key()), partitions.get(produced.topic()))
            : produced.partition();
    List<ConsumerRecord<byte[], byte[]>> log = log(new TopicPartition(produced.topic(), partition));
    log.add(
        new ConsumerRecord<>(
            produced.topic(),
            partition,
            log.size(),
            0,
            TimestampType.CREATE_TIME,
            0,
            0,
            produced.key(),
            produced.value(),
            produced.headers(),
            Optional.empty()));
  }

  /** What a topic holds is deleted; whoever reads it all the same fails. */
  synchronized void delete(String topic) {
    logs.forEach(
        (partition, log) -> {
          if (partition.topic().equals(topic)) {
            Collections.fill(log, null);
          }
        });
  }

  /** A topic is deleted and created anew. */
  synchronized void recreate(String topic) {
    logs.keySet().removeIf(partition -> partition.topic().equals(topic));
  }

  /** Nobody may write to this topic. */
  synchronized void forbid(String topic) {
    forbidden.add(topic);
  }

  /** A topic takes no larger records from here on. */
  synchronized void limit(String topic, int bytes) {
    limits.put(topic, bytes);
  }

  /** What stands on a topic, partition by partition. */
  synchronized List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    for (int partition = 0; partition < partitions.get(topic); partition++) {
      all.addAll(log(new TopicPartition(topic, partition)));
    }
    return all;
  }

  /** Keys of the records on a topic. */
  List<String> keys(String topic) {
    return records(topic).stream()
        .map(one -> new String(one.key(), StandardCharsets.UTF_8))
        .toList();
  }

  /** Clients that nobody has closed. */
  synchronized int open() {
    return open;
  }

  /** The producer that was made last. */
  synchronized MockProducer<byte[], byte[]> writer() {
    return writers.get(writers.size() - 1);
  }

  private synchronized List<ConsumerRecord<byte[], byte[]>> log(TopicPartition partition) {
    return logs.computeIfAbsent(partition, any -> new ArrayList<>());
  }

  private synchronized List<PartitionInfo> infos(String topic) {
    List<PartitionInfo> infos = new ArrayList<>();
    for (int partition = 0; partition < partitions.getOrDefault(topic, 0); partition++) {
      infos.add(new PartitionInfo(topic, partition, Node.noNode(), new Node[0], new Node[0]));
    }
    return infos;
  }

  private synchronized Map<TopicPartition, Long> ends(Collection<TopicPartition> wanted) {
    Map<TopicPartition, Long> ends = new HashMap<>();
    wanted.forEach(partition -> ends.put(partition, (long) log(partition).size()));
    return ends;
  }

  @Override
  public synchronized Consumer<byte[], byte[]> reader() {
    open++;
    return new Reader();
  }

  @Override
  public synchronized Producer<byte[], byte[]> producer() {
    open++;
    List<PartitionInfo> all = new ArrayList<>();
    partitions.keySet().forEach(topic -> all.addAll(infos(topic)));
    Writer writer = new Writer(new Cluster("memory", List.of(), all, Set.of(), Set.of()));
    writers.add(writer);
    return writer;
  }

  private synchronized void closedOne() {
    open--;
  }

  private final class Reader extends MockConsumer<byte[], byte[]> {
    Reader() {
      super("earliest");
    }

    @Override
    public synchronized List<PartitionInfo> partitionsFor(String topic) {
      return infos(topic);
    }

    @Override
    public synchronized Map<TopicPartition, Long> beginningOffsets(
        Collection<TopicPartition> wanted) {
      Map<TopicPartition, Long> starts = new HashMap<>();
      wanted.forEach(partition -> starts.put(partition, 0L));
      return starts;
    }

    @Override
    public synchronized Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> wanted) {
      return ends(wanted);
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration limit) {
      for (TopicPartition partition : assignment()) {
        updateBeginningOffsets(Map.of(partition, 0L));
        if (!paused().contains(partition)) {
          List<ConsumerRecord<byte[], byte[]>> log = log(partition);
          synchronized (MemoryKafka.this) {
            log.subList((int) position(partition), log.size()).forEach(this::addRecord);
          }
        }
      }
      return super.poll(limit);
    }

    @Override
    public void close(CloseOptions options) {
      closedOne();
      super.close(options);
    }
  }

  private final class Writer extends MockProducer<byte[], byte[]> {
    private int committed;
    private boolean failed;

    Writer(Cluster cluster) {
      super(cluster, true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void initTransactions() {
      super.initTransactions();
      synchronized (MemoryKafka.this) {
        writers.stream()
            .filter(one -> one != this && !one.closed() && one.transactionInitialized())
            .forEach(MockProducer::fenceProducer);
      }
    }

    /** As Kafka's: the callback hears of it, and so does whoever commits. */
    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<byte[], byte[]> produced, Callback callback) {
      int most = limits.getOrDefault(produced.topic(), Integer.MAX_VALUE);
      RuntimeException refusal = null;
      if (forbidden.contains(produced.topic())) {
        refusal = new TopicAuthorizationException(produced.topic());
      } else if (produced.value() != null && produced.value().length > most) {
        refusal = new RecordTooLargeException("more than " + most);
      }
      if (refusal != null) {
        failed = true;
        callback.onCompletion(null, refusal);
        return CompletableFuture.failedFuture(refusal);
      }
      return super.send(produced, callback);
    }

    @Override
    public void beginTransaction() {
      failed = false;
      super.beginTransaction();
    }

    @Override
    public void commitTransaction() {
      if (failed) {
        throw new KafkaException("in an error state");
      }
      super.commitTransaction();
      history().subList(committed, history().size()).forEach(MemoryKafka.this::put);
      committed = history().size();
    }

    @Override
    public void close(Duration limit) {
      if (!closed()) {
        closedOne();
        super.close(limit);
      }
    }
  }
}
