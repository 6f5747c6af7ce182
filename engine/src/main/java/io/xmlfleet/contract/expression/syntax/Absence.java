package io.xmlfleet.contract.expression.syntax;

/** What IS asks for. */
public enum Absence {
  NULL,
  /** No value, or a text of nothing but white space. */
  EMPTY
}
