package io.xmlfleet.pipeline;

import io.xmlfleet.database.DocumentRows;

/** What becomes of a document's rows. */
public sealed interface LoadMode {
  /** The modes as they are asked for. */
  enum Kind {
    INSERT,
    REPLACE,
    VERIFY;

    /** Over a database. */
    public LoadMode over(DocumentRows rows) {
      return switch (this) {
        case INSERT -> new Insert();
        case REPLACE -> new Replace(rows);
        case VERIFY -> new Verify(rows);
      };
    }
  }

  /** They are inserted; a document that was loaded before is left as it is. */
  record Insert() implements LoadMode {}

  /**
   * They are inserted, and take the place of those of an older version of the document.
   *
   * @param rows finds the older ones
   */
  record Replace(DocumentRows rows) implements LoadMode {}

  /**
   * They are compared with those in the database; nothing is written, and the ledger is not asked.
   *
   * @param rows reads those in the database
   */
  record Verify(DocumentRows rows) implements LoadMode {}
}
