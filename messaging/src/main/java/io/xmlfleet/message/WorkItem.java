package io.xmlfleet.message;

import io.xmlfleet.item.ItemId;
import io.xmlfleet.item.Origin;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One XML document on its way to rows.
 *
 * @param recordId its name in the user's world: file path, table key
 * @param contract name of the contract that maps it, or {@code name@version} if no other version
 *     may; null: the consumer's only one
 * @param attempt 1, plus 1 for each replay
 * @param earlier numbers in its run under which earlier versions of the document were sent; once it
 *     is loaded, these count as loaded by it, and their dead letters are void
 * @param rejectedAt of a replay, when the attempt before was rejected; null: this is the first one
 * @param document the bytes as they came; shared, not copied: nobody writes to them. None while
 *     they are in a file
 * @param file where the document still is; null: it is here
 * @param origin where it came from
 * @param trace that it belongs to; null: none
 */
@SuppressWarnings(
    "ArrayRecordComponent") // a document is megabytes; equality is by item, see ItemId
public record WorkItem(
    ItemId item,
    String recordId,
    @Nullable String contract,
    int attempt,
    List<Long> earlier,
    @Nullable Instant rejectedAt,
    byte[] document,
    @Nullable FileReference file,
    Origin origin,
    @Nullable TraceContext trace) {
  /** The newest of a file that is written again and again. */
  public static final int MOST_EARLIER = 50;

  public WorkItem {
    earlier = List.copyOf(earlier);
    if (attempt < 1) {
      throw new IllegalArgumentException("attempts count from 1, not " + attempt);
    }
  }

  /** With the document itself. */
  public WorkItem(
      ItemId item, String recordId, @Nullable String contract, int attempt, byte[] document) {
    this(item, recordId, contract, attempt, List.of(), null, document, null, Origin.UNKNOWN, null);
  }

  /**
   * The next attempt of a document that was rejected.
   *
   * @param attempt of this one
   */
  public static WorkItem again(DeadLetter letter, int attempt, byte[] document) {
    return new WorkItem(
        letter.item(),
        letter.recordId(),
        letter.contract(),
        attempt,
        letter.earlier(),
        letter.failedAt(),
        document,
        null,
        letter.origin(),
        letter.trace());
  }

  /** With a document that stays in its file. */
  public static WorkItem inFile(
      ItemId item, String recordId, @Nullable String contract, int attempt, FileReference file) {
    return new WorkItem(
        item,
        recordId,
        contract,
        attempt,
        List.of(),
        null,
        new byte[0],
        file,
        Origin.UNKNOWN,
        null);
  }

  /** The same with its document, read from the file. */
  public WorkItem with(byte[] read) {
    return new WorkItem(
        item, recordId, contract, attempt, earlier, rejectedAt, read, null, origin, trace);
  }

  /** The same as the newest version of its document. */
  public WorkItem after(List<Long> versions) {
    return new WorkItem(
        item, recordId, contract, attempt, versions, rejectedAt, document, file, origin, trace);
  }

  /** The same, and where it came from. */
  public WorkItem from(Origin source) {
    return new WorkItem(
        item, recordId, contract, attempt, earlier, rejectedAt, document, file, source, trace);
  }

  /** The same, as a part of this trace. */
  public WorkItem tracedBy(@Nullable TraceContext other) {
    return new WorkItem(
        item, recordId, contract, attempt, earlier, rejectedAt, document, file, origin, other);
  }

  /** Size of the document, wherever it is. */
  public long bytes() {
    return file == null ? document.length : file.bytes();
  }

  @Override
  public String toString() {
    return item + " (" + bytes() + " bytes, attempt " + attempt + ")";
  }
}
