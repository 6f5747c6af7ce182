package io.xmlfleet.source.file;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.source.document.RecordIdStyle;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Names files as records, and sees to it that no two folders share a name. One thread. */
public final class RecordNames {
  private final RecordIdStyle style;
  private final Map<String, Path> folders = new HashMap<>();

  public RecordNames(RecordIdStyle style) {
    this.style = style;
  }

  /** What the text of the path of a file in this folder begins with. */
  static String within(String folder) {
    return folder.endsWith("/") ? folder : folder + '/';
  }

  /**
   * What the record ids of the files in a folder begin with.
   *
   * @param folder its real path
   * @throws UsageException if another folder has the same
   */
  public String prefix(Path folder) {
    String path = PathText.of(folder);
    if (style == RecordIdStyle.ABSOLUTE) {
      return within(path);
    }
    String prefix = path.substring(path.lastIndexOf('/') + 1) + '/';
    Path other = folders.putIfAbsent(prefix, folder);
    if (other != null && !other.equals(folder)) {
      throw new UsageException(
          folder + " and " + other + " would share record ids: both start with " + prefix);
    }
    return prefix;
  }
}
