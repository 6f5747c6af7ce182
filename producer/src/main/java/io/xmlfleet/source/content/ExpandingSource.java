package io.xmlfleet.source.content;

import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.FoundDocument;
import io.xmlfleet.source.document.LookAheadSource;
import io.xmlfleet.source.document.Versions;
import org.jspecify.annotations.Nullable;

/** The documents that are in the files of another source, in its order. Confined to one thread. */
public final class ExpandingSource extends LookAheadSource {
  private final DocumentSource files;
  private final Expansion expansion;
  private @Nullable DocumentSource inside;
  private @Nullable Versions versions;
  private boolean first;

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
  public int leftOut() {
    return files.leftOut();
  }

  @Override
  protected @Nullable FoundDocument look() {
    while (inside == null || !inside.hasNext()) {
      leaveFile();
      if (!files.hasNext()) {
        return null;
      }
      FoundDocument found = files.find();
      FoundDocument.InFile file = found.file();
      inside =
          file == null
              ? null
              : expansion
                  .of(file.path(), found.recordId(), found.origin(), description())
                  .orElse(null);
      if (inside == null) {
        return found;
      }
      versions = found.versions();
      first = true;
    }
    FoundDocument next = inside.find();
    // What could not be read of the file is void with the first of its documents that is loaded.
    boolean tells = first || (versions != null && versions.isOf(next));
    first = false;
    return tells ? next.of(versions) : next;
  }

  @Override
  public void close() {
    leaveFile();
    files.close();
  }

  private void leaveFile() {
    if (inside != null) {
      inside.close();
      inside = null;
    }
  }
}
