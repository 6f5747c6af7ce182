package io.xmlfleet.contract;

import java.util.List;

/** What makes a row of a table. */
public sealed interface RowRule {
  /** One row a document; relative paths start at the root element. */
  record PerDocument() implements RowRule {}

  /** One row an element that meets every filter, in document order. */
  record PerElement(XmlPath each, List<RowFilter> filters) implements RowRule {
    public PerElement {
      filters = List.copyOf(filters);
    }
  }

  /** One row a pair whose value is not blank, in this order. */
  record Pairs(List<Pair> pairs) implements RowRule {
    public Pairs {
      pairs = List.copyOf(pairs);
    }
  }

  /** A key and where its value stands. */
  record Pair(String key, ValueSource.FromPath from, SourcePosition at) {}
}
