package io.xmlfleet.source.document;

import io.xmlfleet.item.Origin;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One document, read when it is asked for. */
public final class SingleSource implements DocumentSource {
  private final String description;
  private final @Nullable String recordId;
  private final Origin origin;
  private final Supplier<SourceDocument> read;
  private boolean taken;

  /**
   * Nothing is read yet.
   *
   * @param recordId null: it is known when the document was read
   */
  public SingleSource(
      String description, @Nullable String recordId, Origin origin, Supplier<SourceDocument> read) {
    this.description = description;
    this.recordId = recordId;
    this.origin = origin;
    this.read = read;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public OptionalLong total() {
    return OptionalLong.of(1);
  }

  @Override
  public boolean hasNext() {
    return !taken;
  }

  @Override
  public SourceDocument next() {
    take();
    return read.get();
  }

  @Override
  public FoundDocument find() {
    take();
    if (recordId != null) {
      return new FoundDocument(recordId, null, origin, read);
    }
    SourceDocument document = read.get();
    return new FoundDocument(document.recordId(), null, origin, () -> document);
  }

  @Override
  public void close() {}

  private void take() {
    if (taken) {
      throw new NoSuchElementException();
    }
    taken = true;
  }
}
