package io.xmlfleet.generate;

import io.xmlfleet.failure.FileProblem;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.generate.text.DocumentGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes a series of documents into a folder, one at a time. Immutable. */
public final class CorpusWriter {
  private static final int FILES_PER_FOLDER = 1_000;

  private final DocumentGenerator documents;
  private final Path folder;

  public CorpusWriter(DocumentGenerator documents, Path folder) {
    this.documents = documents;
    this.folder = folder;
  }

  /**
   * Writes documents 1 to {@code count}; files of the same names are overwritten. More than a
   * thousand go into numbered folders of a thousand each.
   *
   * @return the bytes written
   * @throws UsageException if the folder cannot be written
   */
  public long write(long count) {
    long bytes = 0;
    try {
      for (long number = 1; number <= count; number++) {
        Path target = folderOf(number, count);
        if (number % FILES_PER_FOLDER == 1) {
          Files.createDirectories(target);
        }
        byte[] document = documents.document(number);
        Files.write(target.resolve(documents.fileName(number)), document);
        bytes += document.length;
      }
    } catch (IOException e) {
      throw new UsageException(FileProblem.writing("the folder " + folder, e), e);
    }
    return bytes;
  }

  private Path folderOf(long number, long count) {
    return count <= FILES_PER_FOLDER
        ? folder
        : folder.resolve(String.format(Locale.ROOT, "%04d", (number - 1) / FILES_PER_FOLDER));
  }
}
