package io.xmlfleet.contract.convert;

/** One converter: text that is not blank to text, maybe blank. Immutable and thread-safe. */
@FunctionalInterface
public interface TextConversion {
  /** A String, or {@link Unusable}. */
  Object convert(String text);
}
