package io.xmlfleet.contract;

/** Which rows of a table are kept. */
public enum Keep {
  ALWAYS,
  /** Only a row that says something: constants, keys, defaults and flags do not count. */
  NOT_EMPTY
}
