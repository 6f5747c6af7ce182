package io.xmlfleet.source.file;

import io.xmlfleet.source.document.SourceOptions;
import java.util.List;
import java.util.regex.Pattern;

/** Files that match one of the patterns to include and none of those to exclude. Immutable. */
public final class IncludeExclude implements FileSelection {
  private static final String EVERYTHING_BELOW = "/**";

  /** The end of a pattern of packed files, alternatives in braces included. */
  private static final Pattern PACKED =
      Pattern.compile(".*[.{,](?:zip|tar|tgz|gz|tzst|zst)}?", Pattern.CASE_INSENSITIVE);

  private final List<PathPattern> include;
  private final List<PathPattern> exclude;

  private IncludeExclude(List<PathPattern> include, List<PathPattern> exclude) {
    this.include = include;
    this.exclude = exclude;
  }

  public static IncludeExclude of(SourceOptions options) {
    return new IncludeExclude(
        options.include().stream().map(IncludeExclude::included).toList(),
        options.exclude().stream().map(IncludeExclude::excluded).toList());
  }

  /**
   * The same for the entries of archives, where a pattern that says which archives to take says
   * nothing of what is in them.
   */
  public static IncludeExclude ofEntries(SourceOptions options) {
    List<String> include =
        options.include().stream().filter(glob -> !PACKED.matcher(glob).matches()).toList();
    return of(SourceOptions.of(include, options.exclude()));
  }

  @Override
  public boolean takes(String file) {
    return matchesAny(include, file) && !excludes(file);
  }

  @Override
  public boolean enters(String folder) {
    return !excludes(folder);
  }

  boolean excludes(String path) {
    return matchesAny(exclude, path);
  }

  @Override
  public String description() {
    return listed(include) + (exclude.isEmpty() ? "" : " except " + listed(exclude));
  }

  /** A folder stands for what is in it. */
  private static PathPattern included(String pattern) {
    return PathPattern.of(pattern.endsWith("/") ? pattern + "**" : pattern);
  }

  /** Leaving a folder out is cheaper than leaving out each file in it. */
  private static PathPattern excluded(String pattern) {
    if (pattern.endsWith(EVERYTHING_BELOW) && pattern.length() > EVERYTHING_BELOW.length()) {
      String folder = pattern.substring(0, pattern.length() - EVERYTHING_BELOW.length());
      return PathPattern.of(folder.startsWith("/") ? folder : "/" + folder);
    }
    return PathPattern.of(
        pattern.endsWith("/") && pattern.length() > 1
            ? pattern.substring(0, pattern.length() - 1)
            : pattern);
  }

  private static boolean matchesAny(List<PathPattern> patterns, String path) {
    for (PathPattern pattern : patterns) {
      if (pattern.matches(path)) {
        return true;
      }
    }
    return false;
  }

  private static String listed(List<PathPattern> patterns) {
    return String.join(", ", patterns.stream().map(PathPattern::toString).toList());
  }
}
