package io.xmlfleet.contract.expression;

/** The type of an expression's value, known before any document is. */
public enum ExpressionType {
  /** A {@link String}. */
  TEXT,
  /** A {@link java.math.BigDecimal} with at most 38 digits before the point, scale 0 to 100. */
  NUMBER,
  /** A {@link java.time.LocalDate} of the years 1 to 9999. */
  DATE,
  /** A {@link java.time.LocalDateTime} of the years 1 to 9999. */
  DATETIME,
  /** A {@link Boolean}. */
  BOOLEAN,
  /** Never a value. */
  NULL
}
