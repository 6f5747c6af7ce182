package io.xmlfleet.mapping;

import org.jspecify.annotations.Nullable;

/** Finds a column's text for a row. Immutable and thread-safe. */
@FunctionalInterface
interface ValueReader {
  /**
   * The text, maybe blank; null if there is none; {@link io.xmlfleet.contract.convert.Unusable}.
   */
  @Nullable Object read(RowInput row);
}
