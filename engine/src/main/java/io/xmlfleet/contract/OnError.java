package io.xmlfleet.contract;

/** What an unusable input does to its document or column. */
public enum OnError {
  /** The document is rejected at MAPPING. */
  REJECT,
  /** The column is null. */
  NULL,
  /** The column gets its default. */
  DEFAULT,
  /** The text stays as it is, and the document is rejected at INSERTION, as a database would. */
  PASS
}
