package io.xmlfleet.source;

import java.util.Iterator;
import java.util.OptionalLong;

/**
 * Documents, one after the other, in an order that is the same each time. Passed through once;
 * confined to one thread; closed by whoever obtained it.
 *
 * <p>{@link #hasNext} looks for a document without reading it, {@link #next} reads it. A document
 * that cannot be read is a {@link SourceDocument.Refused}, not an exception.
 */
public interface DocumentSource extends Iterator<SourceDocument>, AutoCloseable {
  /** What is read, for people: the folder, the glob, {@code standard input}. */
  String description();

  /** How many documents there are in all, where that is known beforehand. */
  default OptionalLong total() {
    return OptionalLong.empty();
  }

  /** As {@link #next}, and the reading is left to whoever needs it. */
  default FoundDocument find() {
    SourceDocument document = next();
    return new FoundDocument(null, () -> document);
  }

  @Override
  void close();
}
