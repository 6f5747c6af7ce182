package io.xmlfleet.source.document;

import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A source that looks for a document and keeps it until it is taken. Confined to one thread. */
public abstract class LookAheadSource implements DocumentSource {
  private @Nullable FoundDocument found;

  /** The next document, not read yet where that can be put off; null: there is no more. */
  protected abstract @Nullable FoundDocument look();

  @Override
  public final boolean hasNext() {
    if (found == null) {
      found = look();
    }
    return found != null;
  }

  @Override
  public final FoundDocument find() {
    FoundDocument next = hasNext() ? found : null;
    if (next == null) {
      throw new NoSuchElementException();
    }
    found = null;
    return next;
  }

  @Override
  public final SourceDocument next() {
    return find().read();
  }
}
