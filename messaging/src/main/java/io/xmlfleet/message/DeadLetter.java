package io.xmlfleet.message;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.item.ItemId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rejected document and why, as kept on the dead-letters topic. Only its identity is compared.
 *
 * @param source where the item was read; null when the producer refused it
 * @param document the bytes as they came; null when the producer could not read or send them
 * @param trace that the document belongs to; null: none
 */
@SuppressWarnings("ArrayRecordComponent") // shared, not copied; see WorkItem
public record DeadLetter(
    ItemId item,
    String recordId,
    @Nullable String contract,
    @Nullable String contractVersion,
    int attempt,
    Failure failure,
    String worker,
    @Nullable RecordPosition source,
    Instant failedAt,
    byte @Nullable [] document,
    @Nullable TraceContext trace) {
  /** One that belongs to no trace. */
  public DeadLetter(
      ItemId item,
      String recordId,
      @Nullable String contract,
      @Nullable String contractVersion,
      int attempt,
      Failure failure,
      String worker,
      @Nullable RecordPosition source,
      Instant failedAt,
      byte @Nullable [] document) {
    this(
        item,
        recordId,
        contract,
        contractVersion,
        attempt,
        failure,
        worker,
        source,
        failedAt,
        document,
        null);
  }

  @Override
  public String toString() {
    return item + " (" + failure.stage() + ", attempt " + attempt + ")";
  }
}
