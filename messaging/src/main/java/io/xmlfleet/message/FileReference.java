package io.xmlfleet.message;

import org.jspecify.annotations.Nullable;

/**
 * A document that stays in its file until a worker reads it. Immutable.
 *
 * @param path absolute
 * @param bytes its size when it was found
 * @param modifiedMillis its time of modification then, since 1970 in UTC
 * @param proof of who wrote this: see {@link FileKey}
 */
public record FileReference(String path, long bytes, long modifiedMillis, String proof) {
  private static final int PARTS = 4;

  /** As one line of text. */
  String text() {
    return bytes + " " + modifiedMillis + ' ' + proof + ' ' + path;
  }

  /** Null: that is none. */
  static @Nullable FileReference parse(String text) {
    String[] parts = text.split(" ", PARTS);
    if (parts.length < PARTS) {
      return null;
    }
    try {
      long bytes = Long.parseLong(parts[0]);
      // Batches are filled by what anybody may have written here.
      return bytes < 0 || bytes > Integer.MAX_VALUE
          ? null
          : new FileReference(parts[3], bytes, Long.parseLong(parts[1]), parts[2]);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
