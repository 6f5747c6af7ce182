package io.xmlfleet.draft.schema;

import org.jspecify.annotations.Nullable;

/** Which elements of a schema are looked into, on the way down from the document. Immutable. */
@FunctionalInterface
public interface Interest {
  /** All of them. */
  Interest ALL = name -> Interest.ALL;

  /** What is of interest in a child of this local name; null: nothing is. */
  @Nullable Interest in(String name);
}
