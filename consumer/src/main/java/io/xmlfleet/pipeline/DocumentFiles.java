package io.xmlfleet.pipeline;

import io.xmlfleet.message.FileKey;
import io.xmlfleet.message.FileReference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Reads the documents that items only name. A file that is not as it was when it was named is not
 * read: what is loaded is what was found. Thread-safe.
 */
public final class DocumentFiles {
  private final @Nullable FileKey key;

  /**
   * A reader.
   *
   * @param key of those whose files are read; null: nobody's are
   */
  public DocumentFiles(@Nullable FileKey key) {
    this.key = key;
  }

  byte[] read(FileReference file) throws RejectionException {
    if (key == null || !key.proves(file)) {
      throw new RejectionException(
          "the item names a file instead of bringing its document, and nobody vouches for it here:"
              + " only workers of the data folder in which the run began read files; send it"
              + " again");
    }
    try {
      Path path = Path.of(file.path());
      requireUnchanged(path, file);
      byte[] document = new byte[Math.toIntExact(file.bytes())];
      try (InputStream in = Files.newInputStream(path)) {
        if (in.readNBytes(document, 0, document.length) < document.length || in.read() >= 0) {
          throw changed();
        }
      }
      return document;
    } catch (NoSuchFileException e) {
      throw new RejectionException("the file was gone when it was to be read; send it again");
    } catch (IOException | InvalidPathException | ArithmeticException e) {
      throw new RejectionException("the file cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static void requireUnchanged(Path path, FileReference file)
      throws IOException, RejectionException {
    BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
    if (now.size() != file.bytes() || now.lastModifiedTime().toMillis() != file.modifiedMillis()) {
      throw changed();
    }
  }

  private static RejectionException changed() {
    return new RejectionException(
        "the file changed between being found and being read; send it again");
  }
}
