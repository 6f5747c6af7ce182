package io.xmlfleet.message;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.item.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rejected document and why, as kept on the dead-letters topic. Only its identity is compared.
 *
 * @param earlier as its work item has them
 * @param source where the item was read; null when the producer rejected it
 * @param document the bytes as they came; null when the producer could not read or send them
 * @param origin where the document came from
 * @param trace that the document belongs to; null: none
 */
@SuppressWarnings("ArrayRecordComponent") // shared, not copied; see WorkItem
public record DeadLetter(
    ItemId item,
    String recordId,
    @Nullable String contract,
    @Nullable String contractVersion,
    int attempt,
    List<Long> earlier,
    Failure failure,
    String worker,
    @Nullable RecordPosition source,
    Instant failedAt,
    byte @Nullable [] document,
    Origin origin,
    @Nullable TraceContext trace) {

  /** Begins the letter of a document: its first attempt; failure, worker and time are needed. */
  public static Builder of(ItemId item, String recordId) {
    return new Builder(item, recordId);
  }

  /** Begins the letter of a document with all that its outcome says. */
  public static Builder of(WorkResult result, Outcome.Rejected rejected) {
    Processing processing = result.processing();
    return of(result.item(), result.recordId())
        .contract(processing.contract(), processing.contractVersion())
        .attempt(result.attempt())
        .failure(rejected.failure())
        .worker(processing.worker())
        .source(processing.source())
        .failedAt(processing.finishedAt());
  }

  /** Begins one that is the same but for what is said of it. */
  public Builder but() {
    return of(item, recordId)
        .contract(contract, contractVersion)
        .attempt(attempt)
        .earlier(earlier)
        .failure(failure)
        .worker(worker)
        .source(source)
        .failedAt(failedAt)
        .document(document)
        .origin(origin)
        .trace(trace);
  }

  /** The outcome that the letter tells of. */
  public WorkResult result() {
    return new WorkResult(
        item,
        recordId,
        null,
        attempt,
        new Outcome.Rejected(failure),
        new Processing(contract, contractVersion, worker, source, failedAt, 0));
  }

  @Override
  public String toString() {
    return item + " (" + failure.stage() + ", attempt " + attempt + ")";
  }

  /** A letter in the making. Confined to one thread. */
  public static final class Builder {
    private ItemId item;
    private String recordId;
    private @Nullable String contract;
    private @Nullable String contractVersion;
    private int attempt = 1;
    private List<Long> earlier = List.of();
    private @Nullable Failure failure;
    private @Nullable String worker;
    private @Nullable RecordPosition source;
    private @Nullable Instant failedAt;
    private byte @Nullable [] document;
    private Origin origin = Origin.UNKNOWN;
    private @Nullable TraceContext trace;

    private Builder(ItemId item, String recordId) {
      this.item = item;
      this.recordId = recordId;
    }

    public Builder item(ItemId other) {
      item = other;
      return this;
    }

    public Builder recordId(String name) {
      recordId = name;
      return this;
    }

    public Builder contract(@Nullable String name, @Nullable String version) {
      contract = name;
      contractVersion = version;
      return this;
    }

    public Builder attempt(int number) {
      attempt = number;
      return this;
    }

    public Builder earlier(List<Long> versions) {
      earlier = versions;
      return this;
    }

    public Builder failure(Failure reason) {
      failure = reason;
      return this;
    }

    public Builder worker(String name) {
      worker = name;
      return this;
    }

    public Builder source(@Nullable RecordPosition position) {
      source = position;
      return this;
    }

    public Builder failedAt(Instant time) {
      failedAt = time;
      return this;
    }

    public Builder document(byte @Nullable [] bytes) {
      document = bytes;
      return this;
    }

    public Builder origin(Origin known) {
      origin = known;
      return this;
    }

    public Builder trace(@Nullable TraceContext context) {
      trace = context;
      return this;
    }

    public DeadLetter build() {
      return new DeadLetter(
          item,
          recordId,
          contract,
          contractVersion,
          attempt,
          earlier,
          Objects.requireNonNull(failure, "a dead letter has a failure"),
          Objects.requireNonNull(worker, "a dead letter has a worker"),
          source,
          Objects.requireNonNull(failedAt, "a dead letter has a time"),
          document,
          origin,
          trace);
    }
  }
}
