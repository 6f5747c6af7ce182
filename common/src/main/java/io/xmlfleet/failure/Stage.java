package io.xmlfleet.failure;

/** Where a document failed. */
public enum Stage {
  /** Before parsing in earnest: size, encoding, root element, what the contract demands. */
  VALIDATION,
  /** Not well-formed, or over a limit of the parser. */
  PARSING,
  /** A value that the contract cannot turn into what a column needs. */
  MAPPING,
  /** The database refused the rows, or there was no row to insert. */
  INSERTION,
  /** Over the time limit of an item. */
  TIMEOUT,
  /** A fault of ours. */
  UNKNOWN
}
