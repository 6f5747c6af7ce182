package io.xmlfleet.contract;

import java.util.Set;

/** A condition that an element must meet to become a row. Paths are relative to the element. */
public sealed interface RowFilter {
  /** The trimmed text is one of these. */
  record OneOf(XmlPath path, Set<String> values) implements RowFilter {
    public OneOf {
      values = Set.copyOf(values);
    }
  }

  /**
   * The text is there and not blank, or is not.
   *
   * @param expected true: it must be there
   */
  record Present(XmlPath path, boolean expected) implements RowFilter {}

  /** An expression is true. */
  record That(Computed condition) implements RowFilter {}
}
