package io.xmlfleet.source.file;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.item.Origin;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.FoundDocument;
import io.xmlfleet.source.document.SourceDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The documents below a folder, in the order of {@link FolderWalk}; a glob is one too. A sub-folder
 * that cannot be listed is rejected as one document: what is in it must not be missed unnoticed.
 */
public final class DirectorySource implements DocumentSource {
  private final Path folder;
  private final FileSelection selection;
  private final String description;
  private final String recordIdPrefix;
  private final String pathPrefix;
  private final int limitBytes;
  private @Nullable FolderWalk walk;

  /**
   * Prepares a walk; nothing is listed yet.
   *
   * @param folder its real path
   * @param description what the user asked for
   * @param recordIdPrefix record ids are this and the path below the folder
   */
  public DirectorySource(
      Path folder,
      FileSelection selection,
      String description,
      String recordIdPrefix,
      int limitBytes) {
    this.folder = folder;
    this.selection = selection;
    this.description = description;
    this.recordIdPrefix = recordIdPrefix;
    this.pathPrefix = RecordNames.within(PathText.of(folder));
    this.limitBytes = limitBytes;
  }

  /**
   * Checks that there is something to read.
   *
   * @throws UsageException if the folder cannot be listed, or nothing in it matches
   */
  public DirectorySource requireSome() {
    FolderWalk look = newWalk();
    if (!look.hasNext()) {
      throw new UsageException(
          "nothing in "
              + description
              + " matches: looked for "
              + selection.description()
              + (look.leftOut() == 0
                  ? ""
                  : "; links to folders are not followed, name the folders"));
    }
    return this;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public boolean hasNext() {
    return walk().hasNext();
  }

  @Override
  public SourceDocument next() {
    return find().read();
  }

  @Override
  public FoundDocument find() {
    FolderWalk.Found found = walk().next();
    String recordId = recordIdPrefix + found.relative();
    IOException problem = found.problem();
    if (problem != null) {
      return new FoundDocument(
          recordId,
          null,
          Origin.UNKNOWN,
          () ->
              new SourceDocument.Rejected(recordId, "the folder " + DocumentFile.problem(problem)));
    }
    FoundDocument.InFile file =
        found.size() == FolderWalk.UNKNOWN
            ? null
            : new FoundDocument.InFile(found.path(), found.size(), found.modifiedMillis());
    return new FoundDocument(
        recordId,
        file,
        Origin.of(
            pathPrefix + found.relative(),
            file == null ? null : Instant.ofEpochMilli(file.modifiedMillis())),
        () -> DocumentFile.read(found.path(), found.size(), recordId, limitBytes));
  }

  @Override
  public int leftOut() {
    return walk == null ? 0 : walk.leftOut();
  }

  @Override
  public void close() {}

  private FolderWalk walk() {
    FolderWalk current = walk;
    if (current == null) {
      current = newWalk();
      walk = current;
    }
    return current;
  }

  private FolderWalk newWalk() {
    try {
      return new FolderWalk(folder, selection);
    } catch (IOException e) {
      throw new UsageException("the folder of " + description + ' ' + DocumentFile.problem(e), e);
    }
  }
}
