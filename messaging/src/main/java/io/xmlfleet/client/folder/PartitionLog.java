package io.xmlfleet.client.folder;

import io.xmlfleet.failure.InfrastructureException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.FileLogInputStream.FileChannelRecordBatch;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * The files of one partition, by Kafka's own readers. Looks at the head of each batch once, to know
 * where it ends and which transactions were given up. Confined to one thread.
 */
final class PartitionLog implements AutoCloseable {
  private final NavigableMap<Long, FileRecords> segments = new TreeMap<>();
  private final List<GivenUp> givenUp = new ArrayList<>();
  private final long start;
  private final long end;
  private long endOfAll;

  /** Offsets of a producer whose transaction was given up, both included. */
  private record GivenUp(long producer, long from, long to) {
    boolean has(RecordBatch batch) {
      return batch.producerId() == producer
          && batch.baseOffset() >= from
          && batch.lastOffset() <= to;
    }
  }

  /**
   * Opens the files.
   *
   * @param start records before do not count
   * @throws InfrastructureException if a file cannot be read
   */
  PartitionLog(Path folder, long start) {
    Map<Long, FileRecords> compacted = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.getFileName().toString();
        if (name.matches("[0-9]{20}\\.log")) {
          segments.put(Long.valueOf(name.substring(0, 20)), open(file.toFile()));
        } else if (name.matches("[0-9]{20}\\.log\\.swap")) {
          compacted.put(Long.valueOf(name.substring(0, 20)), open(file.toFile()));
        }
      }
      compacted.forEach(this::replace);
      this.start = segments.isEmpty() ? start : Math.max(start, segments.firstKey());
      this.end = survey();
    } catch (IOException e) {
      close();
      throw new InfrastructureException("the partition " + folder + " cannot be read", e);
    }
  }

  /**
   * The broker was killed while it put a compacted file in the place of those that it was made of;
   * some of them may be gone already. It would finish this at its next start, and we do as if.
   */
  private void replace(long first, FileRecords compacted) {
    long last = first;
    for (FileChannelRecordBatch batch : compacted.batches()) {
      last = Math.max(last, batch.lastOffset());
    }
    NavigableMap<Long, FileRecords> replaced = segments.subMap(first, true, last, true);
    replaced.values().forEach(file -> Utils.closeQuietly(file, "a segment"));
    replaced.clear();
    segments.put(first, compacted);
  }

  private static FileRecords open(File file) throws IOException {
    return FileRecords.open(file, false);
  }

  /** Where the records end that a reader of committed transactions sees. */
  private long survey() {
    Map<Long, Long> open = new HashMap<>();
    long next = start;
    for (Iterator<RecordBatch> batches = batches(start); batches.hasNext(); ) {
      RecordBatch batch = batches.next();
      next = batch.nextOffset();
      if (batch.isControlBatch()) {
        Long from = open.remove(batch.producerId());
        if (from != null && isGivenUp(batch)) {
          givenUp.add(new GivenUp(batch.producerId(), from, batch.lastOffset()));
        }
      } else if (batch.isTransactional()) {
        open.putIfAbsent(batch.producerId(), batch.baseOffset());
      }
    }
    endOfAll = next;
    return open.values().stream().mapToLong(Long::longValue).min().orElse(next);
  }

  private static boolean isGivenUp(RecordBatch control) {
    Iterator<Record> records = control.iterator();
    return records.hasNext()
        && ControlRecordType.parse(records.next().key()) == ControlRecordType.ABORT;
  }

  /** Its first offset that counts. */
  long start() {
    return start;
  }

  /** The offset after its last one that counts. */
  long end() {
    return end;
  }

  /** The same with transactions that nobody has ended. */
  long endOfAll() {
    return endOfAll;
  }

  /** Whether readers see the batch's records. */
  boolean shows(RecordBatch batch) {
    return !batch.isControlBatch()
        && batch.baseOffset() < end
        && !(batch.isTransactional() && givenUp.stream().anyMatch(each -> each.has(batch)));
  }

  /** The batches from the one on that has an offset, or the next one. */
  Iterator<RecordBatch> batches(long offset) {
    Long first = segments.floorKey(offset);
    Iterator<FileRecords> files =
        (first == null ? segments : segments.tailMap(first, true)).values().iterator();
    return new Iterator<>() {
      private @Nullable Iterator<FileChannelRecordBatch> file;
      private @Nullable RecordBatch next;

      @Override
      public boolean hasNext() {
        while (next == null) {
          if (file != null && file.hasNext()) {
            RecordBatch batch = file.next();
            next = batch.lastOffset() < offset ? null : batch;
          } else if (files.hasNext()) {
            file = files.next().batches().iterator();
          } else {
            return false;
          }
        }
        return true;
      }

      @Override
      public RecordBatch next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        RecordBatch batch = next;
        next = null;
        return Objects.requireNonNull(batch);
      }
    };
  }

  /** The first offset of that time or later; null: there is none. */
  @Nullable Long offsetAt(long millis) {
    for (Iterator<RecordBatch> batches = batches(start); batches.hasNext(); ) {
      RecordBatch batch = batches.next();
      if (batch.maxTimestamp() >= millis && shows(batch)) {
        for (Record each : batch) {
          if (each.timestamp() >= millis && each.offset() >= start) {
            return each.offset();
          }
        }
      }
    }
    return null;
  }

  @Override
  public void close() {
    segments.values().forEach(file -> Utils.closeQuietly(file, "a segment"));
  }
}
