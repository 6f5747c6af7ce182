package io.xmlfleet.contract.convert;

import java.util.List;

/**
 * A step from text to text before a column's type is applied. Immutable.
 *
 * @param arguments as the step's name asks for
 */
public record Converter(Step step, List<String> arguments) {
  public Converter {
    arguments = List.copyOf(arguments);
  }

  /** The steps that there are. */
  public enum Step {
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
    /**
     * Keeps the first run of digits with the fraction that follows it; the text as it is if it has
     * no digit.
     */
    FIRST_DIGITS,
    /** Y, yes, T, true, 1 become 1 and N, no, F, false, 0 become 0, in any case. */
    FLAG,
    /** Drops commas: 1,234.5 becomes 1234.5. */
    THOUSANDS,
    /** Drops points and reads the comma as the decimal point: 1.234,5 becomes 1234.5. */
    COMMA_DECIMAL,
    /** Rounds half up to an integer. */
    ROUND,
    /** Decodes HTML's character references: those that XML left as text. */
    HTML,
    /** Keeps at most so many characters (code points) from the start. */
    LEFT,
    /** These words, in any case, count as blank. */
    BLANK,
    /** A text that is no number counts as blank. */
    IF_NUMBER,
    /** A duration of ISO 8601 becomes a number of a unit, see {@link Durations}. */
    DURATION
  }
}
