package io.xmlfleet.source.content;

import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.FoundDocument;
import io.xmlfleet.source.document.SourceDocument;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The documents that are in the files of another source, in its order. Confined to one thread. */
public final class ExpandingSource implements DocumentSource {
  private final DocumentSource files;
  private final Expansion expansion;
  private @Nullable FoundDocument single;
  private @Nullable DocumentSource inside;

  public ExpandingSource(DocumentSource files, Expansion expansion) {
    this.files = files;
    this.expansion = expansion;
  }

  @Override
  public String description() {
    return files.description();
  }

  @Override
  public boolean isUnbounded() {
    return files.isUnbounded();
  }

  @Override
  public void whenIdle(Runnable action) {
    files.whenIdle(action);
  }

  @Override
  public boolean hasNext() {
    while (single == null && (inside == null || !inside.hasNext())) {
      leaveFile();
      if (!files.hasNext()) {
        return false;
      }
      enter(files.find());
    }
    return true;
  }

  @Override
  public SourceDocument next() {
    return find().read();
  }

  @Override
  public FoundDocument find() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    FoundDocument found = single;
    if (found == null && inside != null) {
      found = inside.find();
    }
    single = null;
    if (found == null) {
      throw new NoSuchElementException();
    }
    return found;
  }

  @Override
  public void close() {
    leaveFile();
    files.close();
  }

  private void enter(FoundDocument found) {
    FoundDocument.InFile file = found.file();
    if (file != null) {
      inside = expansion.of(file.path(), found.recordId(), description()).orElse(null);
    }
    if (inside == null) {
      single = found;
    }
  }

  private void leaveFile() {
    if (inside != null) {
      inside.close();
      inside = null;
    }
  }
}
