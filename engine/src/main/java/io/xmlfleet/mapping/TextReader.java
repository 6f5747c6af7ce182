package io.xmlfleet.mapping;

import org.jspecify.annotations.Nullable;

/** Reads a text for a row. Immutable and thread-safe. */
@FunctionalInterface
interface TextReader {
  /** The text; null if there is none, or if it cannot be told. */
  @Nullable String text(RowInput row);
}
