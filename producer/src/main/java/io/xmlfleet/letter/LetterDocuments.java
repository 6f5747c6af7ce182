package io.xmlfleet.letter;

import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.DeadLetterCodec;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.message.WorkItemCodec;
import io.xmlfleet.topic.TopicReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the documents of dead letters, from the letters or from where a worker read what was too
 * large for its letter. Confined to one thread.
 */
final class LetterDocuments {
  /** Takes one letter with its document; says whether to go on. */
  public interface Visitor {
    boolean visit(FullLetter letter) throws InterruptedException;
  }

  /** A partition of some topic. */
  private record Partition(String topic, int number) implements Comparable<Partition> {
    @Override
    public int compareTo(Partition other) {
      int byTopic = topic.compareTo(other.topic);
      return byTopic != 0 ? byTopic : Integer.compare(number, other.number);
    }
  }

  private final Consumer<byte[], byte[]> consumer;

  LetterDocuments(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /**
   * Visits the letters with their documents, one in memory at a time, in the order in which they
   * stand. Passed over are those that have none, or whose document is gone since.
   *
   * @return false if the visitor ended it
   */
  boolean visit(Collection<DeadLetterEntry> entries, Visitor visitor) throws InterruptedException {
    return visit(
            at(entries, DocumentPlace.LETTER, DeadLetterEntry::position),
            LetterDocuments::inLetter,
            visitor)
        && visit(
            at(
                entries,
                DocumentPlace.WORK_TOPIC,
                entry -> Objects.requireNonNull(entry.head().source())),
            LetterDocuments::inWork,
            visitor);
  }

  private static Map<Partition, NavigableMap<Long, DeadLetterEntry>> at(
      Collection<DeadLetterEntry> entries,
      DocumentPlace place,
      Function<DeadLetterEntry, RecordPosition> position) {
    Map<Partition, NavigableMap<Long, DeadLetterEntry>> partitions = new TreeMap<>();
    for (DeadLetterEntry entry : entries) {
      if (entry.document() == place) {
        RecordPosition at = position.apply(entry);
        partitions
            .computeIfAbsent(
                new Partition(at.topic(), at.partition()), partition -> new TreeMap<>())
            .put(at.offset(), entry);
      }
    }
    return partitions;
  }

  /** Reads the letter out of a record; null: it is not there. */
  private interface Reading {
    @Nullable DeadLetter letter(DeadLetterEntry entry, ConsumerRecord<byte[], byte[]> consumed);
  }

  private boolean visit(
      Map<Partition, NavigableMap<Long, DeadLetterEntry>> partitions,
      Reading reading,
      Visitor visitor)
      throws InterruptedException {
    for (Map.Entry<Partition, NavigableMap<Long, DeadLetterEntry>> one : partitions.entrySet()) {
      TopicReader topic = new TopicReader(consumer, one.getKey().topic());
      int number = one.getKey().number();
      NavigableMap<Long, DeadLetterEntry> wanted = one.getValue();
      List<Long> held = topic.held(number, new ArrayList<>(wanted.keySet()));
      boolean goOn =
          topic.readAt(
              number,
              held,
              consumed -> {
                DeadLetterEntry entry = Objects.requireNonNull(wanted.get(consumed.offset()));
                DeadLetter letter = reading.letter(entry, consumed);
                return letter == null || visitor.visit(new FullLetter(entry, letter));
              });
      if (!goOn) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable DeadLetter inLetter(
      DeadLetterEntry entry, ConsumerRecord<byte[], byte[]> consumed) {
    return DeadLetterCodec.decode(consumed);
  }

  /**
   * Record id and origin are the record's own: of a letter that was too large they may have been
   * cut.
   */
  private static @Nullable DeadLetter inWork(
      DeadLetterEntry entry, ConsumerRecord<byte[], byte[]> consumed) {
    WorkItem work = WorkItemCodec.decode(consumed);
    DeadLetter head = entry.head();
    if (!work.item().equals(head.item()) || work.file() != null) {
      return null; // the topic was created anew; or a file is named, which only its run's workers
      // read
    }
    return head.but()
        .recordId(work.recordId())
        .origin(work.origin())
        .document(work.document())
        .build();
  }
}
