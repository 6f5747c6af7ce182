package io.xmlfleet.http;

/** What somebody may do; each role may what those before it may. */
public enum Role {
  /** See the page without anything on it, and the process's health. */
  NOBODY,
  /** See reports, reasons and record ids. */
  READER,
  /** See documents, replay, park. */
  OPERATOR;

  boolean includes(Role other) {
    return compareTo(other) >= 0;
  }
}
