package io.xmlfleet.contract.read;

import io.xmlfleet.contract.PathStep;
import java.util.List;

/**
 * What paths and names may refer to at some place of a contract. Immutable.
 *
 * @param depth one more than the {@code ..} to an element that is known to be there
 * @param anywhere whether what is further up is not known, rather than not there
 * @param columns of the row that names refer to; empty: names are the contract's values
 */
record RowContext(int depth, boolean anywhere, List<String> columns) {
  /** There is no element that a relative path could start at. */
  static final RowContext NOWHERE = new RowContext(0, false, List.of());

  /** Relative paths start at the root element. */
  static final RowContext DOCUMENT = new RowContext(1, false, List.of());

  RowContext {
    columns = List.copyOf(columns);
  }

  /** Relative paths start at an element of any of some paths from the root. */
  static RowContext at(List<List<PathStep>> paths) {
    return new RowContext(
        paths.stream().mapToInt(PathStep::known).min().orElse(0),
        paths.stream().flatMap(List::stream).anyMatch(PathStep::isAnywhere),
        List.of());
  }

  RowContext withColumns(List<String> names) {
    return new RowContext(depth, anywhere, names);
  }

  /** Whether a path may begin with so many {@code ..}. */
  boolean reaches(int climbs) {
    return climbs < depth || (depth > 0 && anywhere);
  }
}
