package io.xmlfleet.migrate;

/** Texts that the old system takes for nothing where rows are made of values. */
final class BlankWords {
  /** The converter that makes them blank. */
  static final String CONVERTER = "blank(null|none)";

  private BlankWords() {}

  /** The condition that a text is something. */
  static String isNot(String text) {
    return "LOWER(TRIM(COALESCE(" + text + ", ''))) NOT IN ('', 'null', 'none')";
  }
}
