package io.xmlfleet.source.content;

import io.xmlfleet.item.Origin;
import io.xmlfleet.source.archive.Packing;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.SourceOptions;
import io.xmlfleet.source.file.FileSelection;
import io.xmlfleet.source.file.FolderWalk;
import io.xmlfleet.source.file.IncludeExclude;
import io.xmlfleet.source.split.SplitPaths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is in an input: one document, or several. Immutable. */
public final class Expansion {
  private final FileSelection entries;
  private final ContentReader reader;
  private final boolean splits;

  private Expansion(FileSelection entries, ContentReader reader, boolean splits) {
    this.entries = entries;
    this.reader = reader;
    this.splits = splits;
  }

  public static Expansion of(SourceOptions options) {
    List<String> paths = options.split();
    int limit = options.maxDocumentBytes();
    return new Expansion(
        new EntrySelection(IncludeExclude.ofEntries(options)),
        paths.isEmpty() ? new WholeContent(limit) : new SplitContent(SplitPaths.of(paths), limit),
        !paths.isEmpty());
  }

  /**
   * What is in a file, by the ending of its name.
   *
   * @return empty: the file is one document as it is
   */
  public Optional<DocumentSource> of(
      Path file, String recordId, Origin origin, String description) {
    Optional<Packing> packing = Packing.of(String.valueOf(file.getFileName()));
    if (packing.isPresent() && packing.get().isArchive()) {
      return Optional.of(new ArchiveSource(file, recordId, origin, packing.get(), entries, reader));
    }
    if (packing.isPresent()) {
      return Optional.of(
          of(file(recordId, origin, () -> packing.get().unpacked(file)), description));
    }
    return splits
        ? Optional.of(of(file(recordId, origin, () -> Files.newInputStream(file)), description))
        : Optional.empty();
  }

  /** What is in a stream. */
  public DocumentSource of(Content content, String description) {
    return reader.documents(content, description);
  }

  private static Content file(String recordId, Origin origin, Content.Opener opener) {
    return new Content(Naming.of(recordId), "the file", FolderWalk.UNKNOWN, origin, opener);
  }
}
