package io.xmlfleet.source.file;

import java.util.ArrayList;
import java.util.List;

/**
 * What a shell would hand over for a glob: files that match it, whatever their ending, and of the
 * folders that match it the files that are included. Immutable.
 */
public final class GlobSelection implements FileSelection {
  private final PathPattern glob;
  private final List<PathPattern> leadingFolders;
  private final IncludeExclude filter;

  /**
   * Prepares a glob.
   *
   * @param glob relative to the folder that is walked
   */
  public GlobSelection(String glob, IncludeExclude filter) {
    this.glob = PathPattern.of("/" + glob);
    this.leadingFolders = leadingFolders(glob);
    this.filter = filter;
  }

  @Override
  public boolean takes(String file) {
    return !filter.excludes(file) && (glob.matches(file) || isInMatchingFolder(file));
  }

  @Override
  public boolean enters(String folder) {
    int depth = (int) folder.chars().filter(c -> c == '/').count();
    return !filter.excludes(folder)
        && (depth >= leadingFolders.size() || leadingFolders.get(depth).matches(folder));
  }

  @Override
  public String description() {
    return "the pattern";
  }

  private boolean isInMatchingFolder(String file) {
    for (int slash = file.indexOf('/'); slash >= 0; slash = file.indexOf('/', slash + 1)) {
      if (glob.matches(file.substring(0, slash)) && filter.takes(file.substring(slash + 1))) {
        return true;
      }
    }
    return false;
  }

  /** The glob cut off after its first name, its second …, up to where {@code **} leaves it open. */
  private static List<PathPattern> leadingFolders(String glob) {
    List<PathPattern> leading = new ArrayList<>();
    for (int slash = glob.indexOf('/'); ; slash = glob.indexOf('/', slash + 1)) {
      String head = slash < 0 ? glob : glob.substring(0, slash);
      // Braces may hold slashes: then the cut falls into the middle of an alternative.
      if (head.contains("**") || head.contains("{")) {
        return List.copyOf(leading);
      }
      leading.add(PathPattern.of("/" + head));
      if (slash < 0) {
        return List.copyOf(leading);
      }
    }
  }
}
