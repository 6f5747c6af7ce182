package io.xmlfleet.letter;

import io.xmlfleet.failure.FileProblem;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.settings.OwnerOnly;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes dead letters into a folder: a file for each document, and {@code reasons.csv}, which says
 * what each file is and why it failed, for their owner only. Files appear whole or not at all, the
 * lines when all files are there. Confined to one thread.
 */
public final class LetterExport {
  private static final String UNFINISHED = ".part";

  private final Path folder;
  private final boolean overwrite;
  private final Map<ItemId, Integer> bytes = new HashMap<>();
  private int kept;

  /**
   * An export.
   *
   * @param folder created if absent
   * @param overwrite whether files that are there and differ, since somebody corrected them, are
   *     written anew
   */
  public LetterExport(Path folder, boolean overwrite) {
    this.folder = folder;
    this.overwrite = overwrite;
  }

  /**
   * What was written. Immutable.
   *
   * @param documents files that hold their documents now
   * @param kept files that were there and differ
   * @param without letters whose document is nowhere
   */
  public record Summary(int documents, int kept, int without) {}

  /**
   * Writes the letters' documents, one in memory at a time, and their lines.
   *
   * @throws InfrastructureException if the brokers do not answer, or the disk refuses
   */
  public Summary write(List<DeadLetterEntry> letters, DeadLetterReader reader) {
    try {
      OwnerOnly.folder(folder);
      reader.visitDocuments(letters, full -> write(full));
      writeReasons(letters);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfrastructureException("interrupted while exporting", e);
    } catch (IOException e) {
      throw refused(folder, e);
    }
    return new Summary(bytes.size() - kept, kept, letters.size() - bytes.size());
  }

  private boolean write(FullLetter letter) {
    byte[] document = letter.letter().document();
    if (document != null) {
      Path file = folder.resolve(ExportNames.of(letter.entry().head()));
      try {
        if (!overwrite && Files.exists(file)) {
          kept += Arrays.equals(Files.readAllBytes(file), document) ? 0 : 1;
        } else {
          OwnerOnly.write(file, document);
        }
      } catch (IOException e) {
        throw refused(file, e);
      }
      bytes.put(letter.entry().item(), document.length);
    }
    return true;
  }

  private void writeReasons(List<DeadLetterEntry> letters) throws IOException {
    Path unfinished = folder.resolve(ExportFolder.REASONS + UNFINISHED);
    try (BufferedWriter out = Files.newBufferedWriter(OwnerOnly.file(unfinished))) {
      ExportFolder.write(out, letters, bytes);
    }
    Files.move(
        unfinished, folder.resolve(ExportFolder.REASONS), StandardCopyOption.REPLACE_EXISTING);
  }

  private static InfrastructureException refused(Path path, IOException e) {
    return new InfrastructureException(FileProblem.writing(path.toString(), e), e);
  }
}
