package io.xmlfleet.table;

/** What becomes of a row whose natural key is in the table already. */
public enum OnDuplicate {
  /** The database refuses it, and the document is rejected. */
  REJECT,
  /** The row that is there stays as it is; the document goes on. */
  KEEP,
  /** The row that is there takes the new values, all but those of its key. */
  UPDATE
}
