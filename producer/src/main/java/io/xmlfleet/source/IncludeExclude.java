package io.xmlfleet.source;

import java.util.List;

/** Files that match one of the patterns to include and none of those to exclude. Immutable. */
final class IncludeExclude implements Selection {
  private static final String EVERYTHING_BELOW = "/**";

  private final List<PathPattern> include;
  private final List<PathPattern> exclude;

  private IncludeExclude(List<PathPattern> include, List<PathPattern> exclude) {
    this.include = include;
    this.exclude = exclude;
  }

  static IncludeExclude of(SourceOptions options) {
    return new IncludeExclude(
        options.include().stream().map(IncludeExclude::included).toList(),
        options.exclude().stream().map(IncludeExclude::excluded).toList());
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
