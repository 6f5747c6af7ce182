package io.xmlfleet.source.content;

import io.xmlfleet.source.file.FileSelection;

/** Which entries of an archive are documents, as if they were files below a folder. Immutable. */
record EntrySelection(FileSelection files) implements FileSelection {
  @Override
  public boolean takes(String entry) {
    for (int slash = entry.indexOf('/'); slash >= 0; slash = entry.indexOf('/', slash + 1)) {
      if (!files.enters(entry.substring(0, slash))) {
        return false;
      }
    }
    return files.takes(entry);
  }

  @Override
  public boolean enters(String folder) {
    return files.enters(folder);
  }

  @Override
  public String description() {
    return files.description();
  }
}
