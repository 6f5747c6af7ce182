package io.xmlfleet.contract.convert;

import org.jspecify.annotations.Nullable;

/** Turns text that is not blank into a value of one column type. Immutable and thread-safe. */
@FunctionalInterface
public interface TypeConversion {
  /** A value of the class that the type's kind names, or {@link Unusable}. */
  Object convert(String text);

  /** A text of the contract itself, which its reader has checked against the type; blank: null. */
  default @Nullable Object literal(@Nullable String text) {
    return text == null || Blanks.isBlank(text) ? null : convert(text);
  }
}
