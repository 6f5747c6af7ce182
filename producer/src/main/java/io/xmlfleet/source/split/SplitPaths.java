package io.xmlfleet.source.split;

import io.xmlfleet.failure.UsageException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which elements are records: paths from the root such as {@code /dblp/article} or {@code /dblp/*}.
 * A step without a prefix is any element of that local name; one with a prefix is an element
 * written with that very prefix. Immutable.
 */
public final class SplitPaths {
  /** A step; a name is anything that XML could take for one. */
  private static final Pattern STEP = Pattern.compile("\\*|[^\\s/*\\[\\]()@=<>&\"'|,]+");

  private final List<String> written;
  private final List<List<String>> steps;

  private SplitPaths(List<String> written) {
    this.written = List.copyOf(written);
    this.steps = written.stream().map(path -> List.of(path.substring(1).split("/"))).toList();
  }

  /**
   * Checks the paths.
   *
   * @throws UsageException if there is none, or one is not a path of elements
   */
  public static SplitPaths of(List<String> paths) {
    if (paths.isEmpty()) {
      throw new UsageException("no path says which elements are records");
    }
    for (String path : paths) {
      if (!path.startsWith("/")
          || !Arrays.stream(path.substring(1).split("/", -1))
              .allMatch(step -> STEP.matcher(step).matches())) {
        throw new UsageException(
            "\""
                + path
                + "\" is not a path of elements from the root, such as /list/entry or /list/*");
      }
    }
    return new SplitPaths(paths);
  }

  int count() {
    return steps.size();
  }

  /** How many steps a path has. */
  int length(int path) {
    return steps.get(path).size();
  }

  /**
   * Whether an element can stand at a step.
   *
   * @param step from 0
   */
  boolean matches(int path, int step, String prefix, String localName) {
    String wanted = steps.get(path).get(step);
    int colon = wanted.indexOf(':');
    return wanted.equals("*")
        || (colon < 0
            ? wanted.equals(localName)
            : wanted.regionMatches(
                    colon + 1,
                    localName,
                    0,
                    Math.max(localName.length(), wanted.length() - colon - 1))
                && wanted.regionMatches(0, prefix, 0, Math.max(colon, prefix.length())));
  }

  @Override
  public String toString() {
    return String.join(" or ", written);
  }
}
