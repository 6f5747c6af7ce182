package io.xmlfleet.replay;

import io.xmlfleet.failure.FileProblem;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.letter.DeadLetterEntry;
import io.xmlfleet.letter.DeadLetterReader;
import io.xmlfleet.letter.ExportFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Documents that are to be sent instead of those that failed. Immutable. */
public final class CorrectedDocuments {
  private final Map<ItemId, Path> files;
  private final boolean whateverTheyHold;

  private CorrectedDocuments(Map<ItemId, Path> files, boolean whateverTheyHold) {
    this.files = Map.copyOf(files);
    this.whateverTheyHold = whateverTheyHold;
  }

  /**
   * A file for one item.
   *
   * @throws UsageException if it cannot be read, or is empty
   */
  public static CorrectedDocuments of(ItemId item, Path file) {
    if (!Files.isReadable(file)) {
      throw new UsageException("there is no file " + file + " that can be read");
    }
    requireContent(file);
    return new CorrectedDocuments(Map.of(item, file), true);
  }

  /**
   * Those files of an exported folder that differ from what failed.
   *
   * @throws UsageException if it is not a folder that was exported
   */
  public static CorrectedDocuments of(Path folder) {
    Map<ItemId, Path> files = new HashMap<>(ExportFolder.files(folder));
    files.values().removeIf(file -> !Files.isRegularFile(file));
    return new CorrectedDocuments(files, false);
  }

  /**
   * The items among these that are corrected: there is a file, and it is not what failed.
   *
   * @throws UsageException if a file cannot be read, or is empty
   */
  Set<ItemId> corrected(List<DeadLetterEntry> letters, DeadLetterReader reader)
      throws InterruptedException {
    List<DeadLetterEntry> withFile =
        letters.stream().filter(letter -> files.containsKey(letter.item())).toList();
    Set<ItemId> corrected = new HashSet<>();
    withFile.forEach(letter -> corrected.add(letter.item()));
    if (!whateverTheyHold) {
      reader.visitDocuments(
          withFile,
          full -> {
            ItemId item = full.entry().item();
            if (Arrays.equals(full.letter().document(), document(item))) {
              corrected.remove(item);
            }
            return true;
          });
    }
    corrected.forEach(item -> requireContent(files.get(item)));
    return corrected;
  }

  /** The letter would have nothing in place of the document that failed. */
  private static void requireContent(@Nullable Path file) {
    if (file != null && Files.isRegularFile(file) && file.toFile().length() == 0) {
      throw new UsageException(file + " is empty: nothing was sent; write the document anew");
    }
  }

  /**
   * The corrected document of an item that has one.
   *
   * @throws UsageException if its file cannot be read
   */
  byte[] document(ItemId item) {
    Path file = files.get(item);
    if (file == null) {
      throw new IllegalArgumentException(item + " has no correction");
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UsageException(FileProblem.reading(file.toString(), e), e);
    }
  }
}
