package io.xmlfleet.mapping;

import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a column's value. Immutable.
 *
 * @param what as the contract says it: {@code digits}, {@code enum status}, {@code default 0}
 * @param result the value afterwards, of any class that values have on their way; null; or {@link
 *     io.xmlfleet.contract.convert.Unusable}
 */
public record TraceStep(Kind kind, String what, @Nullable Object result) {
  /** What kind of thing. */
  public enum Kind {
    /** An input of the expression that gives the value. */
    INPUT,
    /** Where the value came from. */
    SOURCE,
    CONVERTER,
    ENUM,
    TYPE,
    ON_ERROR,
    DEFAULT,
    REQUIRED
  }
}
