package io.xmlfleet.mapping;

import io.xmlfleet.failure.MemoryLimit;
import io.xmlfleet.failure.TimeLimit;
import io.xmlfleet.item.Origin;

/**
 * What a row may know about its document besides the document itself. Immutable.
 *
 * @param run which documents it came with
 * @param sequence its number among them
 * @param recordId what it is known by
 * @param origin where it came from
 * @param deadline when mapping gives up with a TIMEOUT
 * @param memory beyond it the document is rejected
 * @param read called when the document was read, to its end or as far as it could be
 */
public record DocumentContext(
    String run,
    long sequence,
    String recordId,
    Origin origin,
    TimeLimit deadline,
    MemoryLimit memory,
    Runnable read) {
  /** One of whose reading nobody wants to hear. */
  public DocumentContext(
      String run,
      long sequence,
      String recordId,
      Origin origin,
      TimeLimit deadline,
      MemoryLimit memory) {
    this(run, sequence, recordId, origin, deadline, memory, () -> {});
  }

  /** A document that came from nowhere. */
  public DocumentContext(
      String run, long sequence, String recordId, TimeLimit deadline, MemoryLimit memory) {
    this(run, sequence, recordId, Origin.UNKNOWN, deadline, memory);
  }

  /** A document that may take all the memory there is. */
  public DocumentContext(String run, long sequence, String recordId, TimeLimit deadline) {
    this(run, sequence, recordId, deadline, MemoryLimit.none());
  }

  /** A document that came alone and may take its time. */
  public static DocumentContext of(String recordId) {
    return new DocumentContext("", 1, recordId, () -> false);
  }
}
