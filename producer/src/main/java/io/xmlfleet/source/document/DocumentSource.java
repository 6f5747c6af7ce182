package io.xmlfleet.source.document;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.item.Origin;
import java.util.Iterator;
import java.util.OptionalLong;

/**
 * Documents, one after the other, in an order that is the same each time. Passed through once;
 * confined to one thread; closed by whoever obtained it.
 *
 * <p>{@link #hasNext} looks for a document without reading it, {@link #next} reads it. A document
 * that cannot be read is a {@link SourceDocument.Rejected}, not an exception.
 */
public interface DocumentSource extends Iterator<SourceDocument>, AutoCloseable {
  /** What is read, for people: the folder, the glob, {@code standard input}. */
  String description();

  /** How many documents there are in all, where that is known beforehand. */
  default OptionalLong total() {
    return OptionalLong.empty();
  }

  /** Whether it has no end of its own, so that wherever reading is stopped all was read. */
  default boolean isUnbounded() {
    return false;
  }

  /** How many links were left out so far: see {@link io.xmlfleet.source.file.FolderWalk}. */
  default int leftOut() {
    return 0;
  }

  /** What to do before each wait of a source that waits for documents to come. */
  default void whenIdle(Runnable action) {}

  /** All documents found so far are where they are to go, and need not be found again. */
  default void settled() {}

  /** As {@link #next}, and the reading is left to whoever needs it. */
  default FoundDocument find() {
    SourceDocument document = next();
    return new FoundDocument(document.recordId(), null, Origin.UNKNOWN, () -> document);
  }

  /**
   * Passes over what an earlier reading of the same input had come past.
   *
   * @param documents how many these are
   * @param lastRecordId the name of the last of them
   * @throws UsageException if the input is not the same any more
   */
  default void skipPast(long documents, String lastRecordId) {
    String last = "";
    for (long i = 0; i < documents && hasNext(); i++) {
      last = find().recordId();
    }
    if (!last.equals(lastRecordId)) {
      throw new UsageException(
          description()
              + " is not what it was: its document "
              + documents
              + " was "
              + lastRecordId
              + ". Send it as a new run; what is loaded is recognised");
    }
  }

  @Override
  void close();
}
