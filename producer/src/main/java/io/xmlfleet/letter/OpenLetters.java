package io.xmlfleet.letter;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.DeadLetterCodec;
import io.xmlfleet.message.MalformedMessageException;
import io.xmlfleet.message.WorkItemCodec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The state of the dead-letters topic while it is read: the latest record by item wins, a record
 * without a value resolves the item. Holds no document. Confined to one thread.
 */
final class OpenLetters {
  /**
   * The latest record of an item.
   *
   * @param entry null: the item is resolved
   */
  private record Latest(int partition, long timestampMillis, @Nullable DeadLetterEntry entry) {
    /**
     * Within a partition the later one is read later. An item's records stand in two partitions
     * when partitions were added between them: then the clock decides.
     */
    boolean isBefore(ConsumerRecord<?, ?> other) {
      return partition == other.partition() || timestampMillis <= other.timestamp();
    }
  }

  private final DeadLetterFilter filter;
  private final Map<ItemId, Latest> latest = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private long unreadable;

  OpenLetters(DeadLetterFilter filter) {
    this.filter = filter;
  }

  void add(ConsumerRecord<byte[], byte[]> consumed) {
    try {
      ItemId item = DeadLetterCodec.item(consumed);
      if (!filter.mayMatch(item)) {
        return;
      }
      Latest known = latest.get(item);
      if (known == null || known.isBefore(consumed)) {
        latest.put(item, new Latest(consumed.partition(), consumed.timestamp(), entry(consumed)));
      }
    } catch (MalformedMessageException e) {
      unreadable++;
    }
  }

  /** Records that are not dead letters; somebody else wrote them. */
  long unreadable() {
    return unreadable;
  }

  /** What is open and matches, by run and sequence. */
  List<DeadLetterEntry> matching() {
    List<DeadLetterEntry> matching = new ArrayList<>();
    for (Latest one : latest.values()) {
      DeadLetterEntry entry = one.entry();
      if (entry != null && filter.matches(entry.head())) {
        matching.add(entry);
      }
    }
    matching.sort(Comparator.comparing(DeadLetterEntry::item));
    return matching;
  }

  private @Nullable DeadLetterEntry entry(ConsumerRecord<byte[], byte[]> consumed) {
    DeadLetter letter = DeadLetterCodec.decode(consumed);
    if (letter == null) {
      return null;
    }
    byte[] document = letter.document();
    return new DeadLetterEntry(
        head(letter),
        document == null ? DeadLetterEntry.NO_DOCUMENT : document.length,
        WorkItemCodec.position(consumed),
        LetterState.NONE);
  }

  /** Many letters, few different texts. */
  private DeadLetter head(DeadLetter letter) {
    Failure failure = letter.failure();
    return letter
        .but()
        .item(new ItemId(shared(letter.item().run()), letter.item().sequence()))
        .contract(sharedOrNull(letter.contract()), sharedOrNull(letter.contractVersion()))
        .failure(new Failure(failure.stage(), shared(failure.reason()), failure.location()))
        .worker(shared(letter.worker()))
        .document(null)
        .build();
  }

  private @Nullable String sharedOrNull(@Nullable String text) {
    return text == null ? null : shared(text);
  }

  private String shared(String text) {
    return texts.computeIfAbsent(text, same -> same);
  }
}
