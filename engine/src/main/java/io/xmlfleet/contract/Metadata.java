package io.xmlfleet.contract;

/** What a column can know of its document besides the document. */
public enum Metadata {
  RECORD_ID,
  RUN,
  SEQUENCE,
  APP_ID,
  FILE_NAME,
  FOLDER,
  MODIFIED,
  SIZE,
  ENTRY,
  TOPIC,
  PARTITION,
  OFFSET,
  KEY,
  /** When the transaction that writes the row began: nothing before it knows. */
  LOADED_AT,
  /** A header of the record of somebody else's that brought the document. */
  HEADER
}
