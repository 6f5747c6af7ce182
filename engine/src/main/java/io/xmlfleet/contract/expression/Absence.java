package io.xmlfleet.contract.expression;

/** What IS asks for. */
enum Absence {
  NULL,
  /** No value, or a text of nothing but white space. */
  EMPTY
}
