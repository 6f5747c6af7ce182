package io.xmlfleet.letter;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.text.Csv;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code reasons.csv} of a folder of exported documents: a line for each letter. */
public final class ExportFolder {
  static final String REASONS = "reasons.csv";

  private static final List<String> COLUMNS =
      List.of(
          "item",
          "record",
          "run",
          "stage",
          "reason",
          "location",
          "table",
          "column",
          "contract",
          "version",
          "attempt",
          "worker",
          "failed_at",
          "parked",
          "file",
          "bytes");

  private static final String LINE_END = "\r\n";
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private ExportFolder() {}

  /**
   * Writes the lines.
   *
   * @param bytes size of the document by item; of an item that is missing there is no file
   */
  static void write(BufferedWriter out, List<DeadLetterEntry> letters, Map<ItemId, Integer> bytes)
      throws IOException {
    out.write(Csv.line(COLUMNS) + LINE_END);
    for (DeadLetterEntry letter : letters) {
      List<@Nullable String> line = line(letter, bytes.get(letter.item()));
      line.replaceAll(Csv::shown);
      out.write(Csv.line(line) + LINE_END);
    }
  }

  /** Writes the lines of letters whose documents stay where they are; no size is known of them. */
  public static void writeLines(BufferedWriter out, List<DeadLetterEntry> letters)
      throws IOException {
    write(out, letters, Map.of());
  }

  private static List<@Nullable String> line(DeadLetterEntry entry, @Nullable Integer bytes) {
    DeadLetter head = entry.head();
    FailurePlace place = FailurePlace.of(head);
    return Arrays.asList(
        head.item().key(),
        head.recordId(),
        head.item().run(),
        head.failure().stage().name(),
        head.failure().reason(),
        head.failure().location(),
        place.table(),
        place.column(),
        head.contract(),
        head.contractVersion(),
        Integer.toString(head.attempt()),
        head.worker(),
        head.failedAt().toString(),
        entry.state().parked() == null ? null : entry.state().parked().by(),
        ExportNames.of(head),
        bytes == null ? null : bytes.toString());
  }

  /**
   * The files that the folder's lines name, by item, whether they are there or not.
   *
   * @throws UsageException if the folder has no such lines, or one leads out of it
   */
  public static Map<ItemId, Path> files(Path folder) {
    Path reasons = folder.resolve(REASONS);
    try (BufferedReader in = Files.newBufferedReader(reasons)) {
      List<String> columns = columns(in);
      int item = columns.indexOf("item");
      int file = columns.indexOf("file");
      if (item < 0 || file < 0) {
        throw new UsageException(reasons + " has no columns item and file");
      }
      Map<ItemId, Path> files = new HashMap<>();
      List<String> line = Csv.read(in);
      for (int number = 2; line != null; number++, line = Csv.read(in)) {
        if (line.size() > Math.max(item, file) && !line.get(file).isEmpty()) {
          files.put(
              item(Csv.meant(line.get(item)), reasons, number),
              file(folder, line.get(file), reasons, number));
        }
      }
      return files;
    } catch (IOException e) {
      throw new UsageException(
          "the folder has no readable " + REASONS + ", so nobody knows what its files are: " + e,
          e);
    }
  }

  private static List<String> columns(BufferedReader in) throws IOException {
    in.mark(1);
    if (in.read() != BYTE_ORDER_MARK) { // as spreadsheets put before what they save
      in.reset();
    }
    List<String> columns = Csv.read(in);
    return columns == null ? List.of() : columns;
  }

  private static ItemId item(String text, Path reasons, int line) {
    try {
      return ItemId.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(reasons + ", record " + line + ": no item: \"" + text + '"', e);
    }
  }

  private static Path file(Path folder, String name, Path reasons, int line) {
    if (name.contains("/") || name.contains("\\") || name.equals("..") || name.equals(".")) {
      throw new UsageException(
          reasons + ", record " + line + ": not a file of the folder: \"" + name + '"');
    }
    return folder.resolve(name);
  }
}
