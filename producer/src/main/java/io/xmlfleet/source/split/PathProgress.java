package io.xmlfleet.source.split;

/** How far the way down to the current element goes along each path. Confined to one thread. */
final class PathProgress {
  private final SplitPaths paths;
  private final int[] steps;

  PathProgress(SplitPaths paths) {
    this.paths = paths;
    this.steps = new int[paths.count()];
  }

  /** What an element is on the way. */
  enum Place {
    /** No record is in it. */
    ASIDE,
    /** There may be records in it. */
    ABOVE,
    RECORD
  }

  /**
   * An element begins.
   *
   * @param depth of the root 1
   */
  Place enter(int depth, String prefix, String localName) {
    Place place = Place.ASIDE;
    for (int path = 0; path < steps.length; path++) {
      if (steps[path] == depth - 1
          && depth <= paths.length(path)
          && paths.matches(path, depth - 1, prefix, localName)) {
        steps[path] = depth;
        if (depth == paths.length(path)) {
          place = Place.RECORD;
        } else if (place == Place.ASIDE) {
          place = Place.ABOVE;
        }
      }
    }
    return place;
  }

  /** An element has ended. */
  void leave(int depth) {
    for (int path = 0; path < steps.length; path++) {
      steps[path] = Math.min(steps[path], depth - 1);
    }
  }
}
