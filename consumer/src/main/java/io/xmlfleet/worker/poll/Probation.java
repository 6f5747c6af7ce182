package io.xmlfleet.worker.poll;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the document that ends its process. Whoever works on a partition says so in the metadata of
 * its commits ({@link Mark}); where the mark is still there, the last owner did not leave in order.
 * Then few documents are taken at once, after a commit that says which, until as many went well as
 * one could have in hand. What a process died of alone, twice, is not tried a third time. Confined
 * to one thread.
 */
final class Probation {
  /** A document is rejected of which so many processes have died. */
  static final int DEATHS = 2;

  private static final Logger LOG = LoggerFactory.getLogger(Probation.class);
  private static final long NOWHERE = -1;
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** Batches that are twice as large each time; together they are more than any in hand was. */
  private static final int LARGEST = 512;

  private final Consumer<byte[], byte[]> consumer;
  private final OffsetCommitter offsets;
  private final Turns turns;

  /** Of these it is not known what their last owner left. */
  private final Set<TopicPartition> unread = new HashSet<>();

  /** No commit says yet that we work on these. */
  private final Set<TopicPartition> unmarked = new HashSet<>();

  private final Map<TopicPartition, Suspicion> suspects = new LinkedHashMap<>();

  /** Of the batch in hand, if it is one of few documents. */
  private @Nullable TopicPartition onTrial;

  private long trialEnd;

  Probation(Consumer<byte[], byte[]> consumer, OffsetCommitter offsets, Turns turns) {
    this.consumer = consumer;
    this.offsets = offsets;
    this.turns = turns;
  }

  /**
   * How a partition is taken up after an owner that did not leave in order.
   *
   * @param at the offset that was committed
   * @param deaths of processes that had the document there alone in hand
   * @param size how many documents to take next
   */
  private record Suspicion(long at, int deaths, long singlyUntil, int size) {
    static Suspicion of(OffsetAndMetadata committed, Mark mark) {
      return new Suspicion(committed.offset(), deaths(mark), mark.singlyUntil(), 1);
    }

    /** What is left of it when documents up to an offset went well; null: nothing. */
    @Nullable Suspicion passed(long end) {
      if (end <= singlyUntil) {
        return new Suspicion(NOWHERE, 0, singlyUntil, size);
      }
      return size < LARGEST ? new Suspicion(NOWHERE, 0, singlyUntil, 2 * size) : null;
    }

    /** An owner that did not die passes on what it found. */
    private static int deaths(Mark mark) {
      return switch (mark.documents()) {
        case 0 -> mark.deaths();
        case 1 -> mark.deaths() + 1;
        default -> 0;
      };
    }

    /** Deaths are those of one document, which may be done. */
    Mark passedOn(long offset) {
      return new Mark(0, offset == at ? deaths : 0, singlyUntil);
    }

    int deathsOf(ConsumerRecord<byte[], byte[]> record) {
      return record.offset() == at ? deaths : 0;
    }

    int sizeAt(ConsumerRecord<byte[], byte[]> first) {
      return first.offset() < singlyUntil || deathsOf(first) > 0 ? 1 : size;
    }
  }

  void assigned(Collection<TopicPartition> partitions) {
    unread.addAll(partitions);
  }

  /** What the next owners are to find: nothing, or what we have not found out about. */
  Map<TopicPartition, LongFunction<String>> marks(Collection<TopicPartition> partitions) {
    Map<TopicPartition, LongFunction<String>> marks = new HashMap<>();
    for (TopicPartition partition : partitions) {
      Suspicion suspicion = suspects.get(partition);
      marks.put(
          partition, offset -> suspicion == null ? Mark.NONE : suspicion.passedOn(offset).text());
    }
    return marks;
  }

  /** They are no longer ours. */
  void gone(Collection<TopicPartition> partitions) {
    unread.removeAll(partitions);
    unmarked.removeAll(partitions);
    suspects.keySet().removeAll(partitions);
    if (onTrial != null && partitions.contains(onTrial)) {
      onTrial = null;
    }
  }

  /** Whether the batch in hand must be committed before the next one is asked for. */
  boolean isOn() {
    return onTrial != null;
  }

  /** The next batch; empty: there is none, or it cannot be had now. The one before is done. */
  Batch take(Accumulator waiting) {
    turns.done(this);
    if (onTrial != null) {
      suspects.computeIfPresent(onTrial, (any, before) -> before.passed(trialEnd));
      onTrial = null;
    }
    if (waiting.isEmpty()) {
      turns.leave(this);
      return waiting.take();
    }
    if (!read()) {
      return Batch.empty();
    }
    for (Map.Entry<TopicPartition, Suspicion> suspect : suspects.entrySet()) {
      List<ConsumerRecord<byte[], byte[]>> first = waiting.next(suspect.getKey(), 1);
      if (!first.isEmpty()) {
        return onTrial(suspect.getKey(), suspect.getValue(), waiting);
      }
    }
    turns.leave(this);
    return turns.enter(this) && markAtWork(waiting) ? waiting.take() : Batch.empty();
  }

  /** Nothing is in hand any more. For any thread. */
  void end() {
    turns.leave(this);
  }

  private boolean read() {
    if (unread.isEmpty()) {
      return true;
    }
    try {
      Map<TopicPartition, OffsetAndMetadata> left = consumer.committed(Set.copyOf(unread), LIMIT);
      for (TopicPartition partition : unread) {
        OffsetAndMetadata committed = left.get(partition);
        Mark mark = committed == null ? null : Mark.of(committed.metadata()).orElse(null);
        if (committed == null || mark == null) {
          unmarked.add(partition);
        } else {
          LOG.warn(
              "The last owner of {} ended without leaving: few documents at once from {} on",
              partition,
              committed.offset());
          suspects.put(partition, Suspicion.of(committed, mark));
        }
      }
      unread.clear();
      return true;
    } catch (RetriableException e) {
      LOG.debug("No word on what the last owners left: {}", e.getMessage());
      return false;
    }
  }

  private Batch onTrial(TopicPartition partition, Suspicion suspicion, Accumulator waiting) {
    ConsumerRecord<byte[], byte[]> first = waiting.next(partition, 1).get(0);
    int deaths = suspicion.deathsOf(first);
    List<ConsumerRecord<byte[], byte[]>> records = waiting.next(partition, suspicion.sizeAt(first));
    long end = records.get(records.size() - 1).offset() + 1;
    boolean tried = deaths < DEATHS;
    if (tried) {
      if (!(deaths > 0 ? turns.enterAlone(this) : turns.enter(this))) {
        return Batch.empty();
      }
      long singlyUntil = Math.max(records.size() == 1 ? 0 : end, suspicion.singlyUntil());
      Mark mark = new Mark(records.size(), deaths, singlyUntil);
      if (!offsets.mark(Map.of(partition, at(first, mark)))) {
        return Batch.empty();
      }
    }
    onTrial = partition;
    trialEnd = end;
    String goesOn = new Mark(0, 0, suspicion.singlyUntil()).text();
    return waiting.take(records, goesOn, deaths);
  }

  private static OffsetAndMetadata at(ConsumerRecord<byte[], byte[]> first, Mark mark) {
    return new OffsetAndMetadata(first.offset(), first.leaderEpoch(), mark.text());
  }

  private boolean markAtWork(Accumulator waiting) {
    Map<TopicPartition, OffsetAndMetadata> marks = new HashMap<>();
    for (TopicPartition partition : unmarked) {
      waiting.next(partition, 1).forEach(first -> marks.put(partition, at(first, Mark.AT_WORK)));
    }
    boolean marked = marks.isEmpty() || offsets.mark(marks);
    if (marked) {
      unmarked.removeAll(marks.keySet());
    }
    return marked;
  }
}
