package io.xmlfleet.source.document;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import java.util.Locale;

/** What a source found: a document, or one that it could not read. Immutable. */
public sealed interface SourceDocument {
  /** Its name in the user's world, the same each time that it is read. */
  String recordId();

  /**
   * A document that was read.
   *
   * @param bytes all of it, as it came; shared, not copied: nobody writes to them
   */
  @SuppressWarnings("ArrayRecordComponent") // a document is megabytes; nobody compares them
  record Read(String recordId, byte[] bytes) implements SourceDocument {
    @Override
    public String toString() {
      return recordId + " (" + bytes.length + " bytes)";
    }
  }

  /**
   * A document that is there but cannot be taken.
   *
   * @param reason one sentence for a person
   */
  record Rejected(String recordId, String reason) implements SourceDocument {
    /** Larger than the limit, and therefore not read. */
    public static Rejected tooLarge(String recordId, long bytes, long limitBytes) {
      return new Rejected(
          recordId,
          String.format(
              Locale.ROOT,
              "the document has %,d bytes, more than the limit of %,d bytes",
              bytes,
              limitBytes));
    }

    /** What becomes of it. */
    public Failure failure() {
      return Failure.of(Stage.VALIDATION, reason);
    }
  }
}
