package io.xmlfleet.source.file;

import io.xmlfleet.item.Origin;
import io.xmlfleet.source.document.SourceDocument;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/** Reads one file, or says why it cannot. */
public final class DocumentFile {
  private DocumentFile() {}

  public static SourceDocument read(Path file, String recordId, int limitBytes) {
    return read(file, FolderWalk.UNKNOWN, recordId, limitBytes);
  }

  /**
   * The same.
   *
   * @param knownSize what the system said just before, or {@link FolderWalk#UNKNOWN}
   */
  public static SourceDocument read(Path file, long knownSize, String recordId, int limitBytes) {
    try {
      long size = knownSize == FolderWalk.UNKNOWN ? Files.size(file) : knownSize;
      if (size > limitBytes) {
        return SourceDocument.Rejected.tooLarge(recordId, size, limitBytes);
      }
      try (InputStream in = Files.newInputStream(file)) {
        return read(in, (int) size, recordId, limitBytes);
      }
    } catch (IOException e) {
      return new SourceDocument.Rejected(recordId, "the file " + problem(e));
    }
  }

  /** What is known of a file; its path is absolute. */
  public static Origin origin(Path file) {
    Instant modified;
    try {
      modified = Instant.ofEpochMilli(Files.getLastModifiedTime(file).toMillis());
    } catch (IOException e) {
      modified = null; // whoever reads the file says why it cannot be read
    }
    return Origin.of(PathText.of(file), modified);
  }

  /** Reads to the end, for the size is a guess: files grow, and pipes have none. */
  public static SourceDocument read(
      InputStream in, int expectedBytes, String recordId, int limitBytes) throws IOException {
    byte[] start = new byte[expectedBytes];
    int read = in.readNBytes(start, 0, expectedBytes);
    if (read < expectedBytes) {
      return new SourceDocument.Read(recordId, Arrays.copyOf(start, read));
    }
    int next = in.read();
    if (next < 0) {
      return new SourceDocument.Read(recordId, start);
    }
    int room = limitBytes - expectedBytes;
    byte[] rest = in.readNBytes(room);
    if (rest.length == room) {
      return new SourceDocument.Rejected(
          recordId,
          String.format(
              java.util.Locale.ROOT,
              "the document has more bytes than the limit of %,d bytes",
              limitBytes));
    }
    byte[] all = Arrays.copyOf(start, expectedBytes + 1 + rest.length);
    all[expectedBytes] = (byte) next;
    System.arraycopy(rest, 0, all, expectedBytes + 1, rest.length);
    return new SourceDocument.Read(recordId, all);
  }

  /** What happened, to be read after "the file" or "the folder"; the path is in the record id. */
  public static String problem(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "was gone when it was to be read";
    }
    if (e instanceof AccessDeniedException) {
      return "may not be read: permission denied";
    }
    if (e instanceof EOFException) {
      return "is cut off: it ends too early";
    }
    String detail = e.getMessage() == null ? "" : " (" + e.getMessage() + ")";
    return "cannot be read: " + e.getClass().getSimpleName() + detail;
  }
}
