package io.xmlfleet.contract.convert;

/** Turns text that is not blank into a value of one column type. Immutable and thread-safe. */
@FunctionalInterface
public interface TypeConversion {
  /** A value of the class that the type's kind names, or {@link Unusable}. */
  Object convert(String text);
}
