package io.xmlfleet.contract;

/** A step from text to text before a column's type is applied. */
public enum Converter {
  /** Takes white space off both ends. */
  TRIM,
  /** Keeps the digits 0-9, leading zeros included. */
  DIGITS,
  UPPER,
  LOWER,
  /** Makes every run of white space one blank, and trims. */
  COLLAPSE,
  /** Keeps the first number in the text, with its sign and fraction. */
  FIRST_NUMBER,
  /** Y, yes, T, true, 1 become 1 and N, no, F, false, 0 become 0, in any case. */
  FLAG,
  /** Drops commas: 1,234.5 becomes 1234.5. */
  THOUSANDS,
  /** Drops points and reads the comma as the decimal point: 1.234,5 becomes 1234.5. */
  COMMA_DECIMAL,
  /** Rounds half up to an integer. */
  ROUND
}
