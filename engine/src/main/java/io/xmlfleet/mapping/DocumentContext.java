package io.xmlfleet.mapping;

import io.xmlfleet.failure.TimeLimit;

/**
 * What a row may know about its document besides the document itself. Immutable.
 *
 * @param run which documents it came with
 * @param sequence its number among them
 * @param recordId what it is known by
 * @param deadline when mapping gives up with a TIMEOUT
 */
public record DocumentContext(String run, long sequence, String recordId, TimeLimit deadline) {
  /** A document that came alone and may take its time. */
  public static DocumentContext of(String recordId) {
    return new DocumentContext("", 1, recordId, () -> false);
  }
}
