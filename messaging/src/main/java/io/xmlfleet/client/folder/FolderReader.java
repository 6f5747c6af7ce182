package io.xmlfleet.client.folder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * What {@link BrokerFolder#reader} can do: the methods of Kafka's {@code Consumer} by their names,
 * with what they mean there. Confined to one thread.
 */
final class FolderReader {
  private static final int MOST_RECORDS = 2_000;
  private static final long MOST_BYTES = 16L * 1024 * 1024;

  private final BrokerFolder folder;
  private final Map<String, Long> starts;
  private final Map<TopicPartition, PartitionLog> logs = new HashMap<>();

  /** Where each assigned partition is read. */
  private final Map<TopicPartition, Place> places = new LinkedHashMap<>();

  private final Set<TopicPartition> paused = new HashSet<>();

  /** Confined as the reader is. */
  private static final class Place {
    private long offset;
    private @Nullable Iterator<RecordBatch> batches;
    private @Nullable Iterator<Record> records;
    private TimestampType stamps = TimestampType.CREATE_TIME;

    Place(long offset) {
      this.offset = offset;
    }
  }

  FolderReader(BrokerFolder folder) {
    this.folder = folder;
    this.starts = folder.starts();
  }

  public List<PartitionInfo> partitionsFor(String topic, Duration limit) {
    return IntStream.range(0, folder.partitions(topic))
        .mapToObj(
            number -> new PartitionInfo(topic, number, Node.noNode(), new Node[0], new Node[0]))
        .toList();
  }

  public Map<TopicPartition, Long> beginningOffsets(
      Collection<TopicPartition> partitions, Duration limit) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    partitions.forEach(partition -> offsets.put(partition, log(partition).start()));
    return offsets;
  }

  public Map<TopicPartition, Long> endOffsets(
      Collection<TopicPartition> partitions, Duration limit) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    partitions.forEach(partition -> offsets.put(partition, log(partition).end()));
    return offsets;
  }

  public Map<TopicPartition, @Nullable OffsetAndTimestamp> offsetsForTimes(
      Map<TopicPartition, Long> times, Duration limit) {
    Map<TopicPartition, @Nullable OffsetAndTimestamp> offsets = new HashMap<>();
    times.forEach(
        (partition, millis) -> {
          Long offset = log(partition).offsetAt(millis);
          offsets.put(partition, offset == null ? null : new OffsetAndTimestamp(offset, millis));
        });
    return offsets;
  }

  public void assign(Collection<TopicPartition> partitions) {
    places.keySet().retainAll(partitions);
    paused.retainAll(partitions);
    partitions.forEach(each -> places.computeIfAbsent(each, any -> new Place(log(each).start())));
  }

  public Set<TopicPartition> assignment() {
    return Set.copyOf(places.keySet());
  }

  public void pause(Collection<TopicPartition> partitions) {
    paused.addAll(partitions);
  }

  public void resume(Collection<TopicPartition> partitions) {
    paused.removeAll(Set.copyOf(partitions));
  }

  public void seek(TopicPartition partition, long offset) {
    if (place(partition).offset != offset) {
      places.put(partition, new Place(offset));
    }
  }

  public void seekToBeginning(Collection<TopicPartition> partitions) {
    partitions.forEach(partition -> seek(partition, log(partition).start()));
  }

  public long position(TopicPartition partition, Duration limit) {
    return place(partition).offset;
  }

  public ConsumerRecords<byte[], byte[]> poll(Duration limit) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> polled = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    for (Map.Entry<TopicPartition, Place> entry : places.entrySet()) {
      TopicPartition partition = entry.getKey();
      if (!paused.contains(partition)) {
        List<ConsumerRecord<byte[], byte[]>> read = read(partition, entry.getValue());
        if (!read.isEmpty()) {
          polled.put(partition, read);
          next.put(partition, new OffsetAndMetadata(entry.getValue().offset));
          break; // one partition's records at a time are enough to hold
        }
      }
    }
    if (polled.isEmpty()) {
      rest(limit);
    }
    return new ConsumerRecords<>(polled, next);
  }

  /** Nothing comes any more; who asks again is not to be busy with it. */
  private void rest(Duration limit) {
    if (places.entrySet().stream()
        .allMatch(each -> each.getValue().offset >= log(each.getKey()).end())) {
      try {
        Thread.sleep(limit.toMillis());
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> read(TopicPartition partition, Place place) {
    List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
    PartitionLog log = log(partition);
    long bytes = 0;
    while (read.size() < MOST_RECORDS && bytes < MOST_BYTES && place.offset < log.end()) {
      if (place.records != null && place.records.hasNext()) {
        Record each = place.records.next();
        if (each.offset() >= place.offset && each.offset() < log.end()) {
          read.add(consumed(partition, each, place.stamps));
          bytes += each.sizeInBytes();
          place.offset = each.offset() + 1;
        }
      } else {
        advance(log, place);
      }
    }
    return read;
  }

  private static void advance(PartitionLog log, Place place) {
    if (place.batches == null) {
      place.batches = log.batches(place.offset);
    }
    place.records = null;
    if (!place.batches.hasNext()) {
      place.offset = log.end();
      return;
    }
    RecordBatch batch = place.batches.next();
    if (log.shows(batch)) {
      place.records = batch.iterator();
      place.stamps = batch.timestampType();
    } else {
      place.offset = Math.max(place.offset, Math.min(batch.nextOffset(), log.end()));
    }
  }

  private static ConsumerRecord<byte[], byte[]> consumed(
      TopicPartition partition, Record each, TimestampType stamps) {
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        each.offset(),
        each.timestamp(),
        stamps,
        each.keySize(),
        each.valueSize(),
        Utils.toNullableArray(each.key()),
        Utils.toNullableArray(each.value()),
        new RecordHeaders(each.headers()),
        Optional.empty());
  }

  public void close(CloseOptions options) {
    close();
  }

  public void close() {
    logs.values().forEach(PartitionLog::close);
  }

  private PartitionLog log(TopicPartition partition) {
    return logs.computeIfAbsent(partition, each -> folder.log(each, starts));
  }

  private Place place(TopicPartition partition) {
    Place place = places.get(partition);
    if (place == null) {
      throw new IllegalStateException(partition + " is not assigned");
    }
    return place;
  }
}
