package io.xmlfleet.contract;

/** Which rows of a table are kept. */
public sealed interface Keep {
  /** Every row. */
  record Always() implements Keep {}

  /** Only a row that says something: constants, keys, defaults and flags do not count. */
  record NotEmpty() implements Keep {}

  /** Only a row of which this is true. */
  record When(Computed condition) implements Keep {}
}
