package io.xmlfleet.item;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a document came from, as far as its source knows; it goes with the document to its rows and
 * to its dead letter. Immutable.
 *
 * @param file absolute path of the file that it was in, with {@code /} separators; null: it was in
 *     none
 * @param entry path in the archive that the file is; null: it is none
 * @param modified the file's time of modification when it was found; null: not known
 * @param message the record of somebody else's that brought it; null: none did
 */
public record Origin(
    @Nullable String file,
    @Nullable String entry,
    @Nullable Instant modified,
    @Nullable Message message) {
  /** Nothing is known. */
  public static final Origin UNKNOWN = new Origin(null, null, null, null);

  /** A file. */
  public static Origin of(String file, @Nullable Instant modified) {
    return new Origin(file, null, modified, null);
  }

  /** An entry of the archive that this is. */
  public Origin entry(String path) {
    return new Origin(file, path, modified, message);
  }

  /** What of it is never large. */
  public Origin ofFile() {
    return new Origin(file, null, modified, null);
  }

  /** Last name of the file's path; null: there is no file. */
  public @Nullable String fileName() {
    return file == null ? null : file.substring(file.lastIndexOf('/') + 1);
  }

  /** The path without it; null: there is no file. */
  public @Nullable String folder() {
    return file == null ? null : file.substring(0, Math.max(0, file.lastIndexOf('/')));
  }

  /**
   * A record of a topic.
   *
   * @param key null: it had none
   * @param headers of several of one name the last one
   */
  public record Message(
      String topic, int partition, long offset, @Nullable String key, Map<String, String> headers) {
    public Message {
      headers = Map.copyOf(headers);
    }
  }
}
