package io.xmlfleet.contract;

/** What a column can know of its document besides the document. */
public enum Metadata {
  RECORD_ID,
  RUN,
  SEQUENCE,
  APP_ID
}
