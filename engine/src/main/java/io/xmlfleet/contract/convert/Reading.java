package io.xmlfleet.contract.convert;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the text of a column becomes a value of its type. Immutable.
 *
 * @param formats date patterns, tried in order; empty: the ISO forms
 * @param firstYear of the hundred years that two digits of a pattern stand for
 * @param zone of a date and time that says none and needs one; null: such a text is unusable
 */
public record Reading(
    List<String> formats, int firstYear, @Nullable ZoneId zone, Inexact inexact, TooLong tooLong) {
  /** That of SQL Server's default: 50 is 1950, 49 is 2049. */
  public static final int FIRST_YEAR = 1950;

  public static final Reading PLAIN =
      new Reading(List.of(), FIRST_YEAR, null, Inexact.ROUND, TooLong.REJECT);

  /** What becomes of a value that its column cannot hold exactly. */
  public enum Inexact {
    /** The nearest value that it can: rounded half up, times cut. */
    ROUND,
    /** It is unusable: a conversion fault. */
    REJECT
  }

  public Reading {
    formats = List.copyOf(formats);
  }

  /** The same with dates and times of these patterns. */
  public Reading by(List<String> patterns) {
    return new Reading(patterns, firstYear, zone, inexact, tooLong);
  }

  /** The same with another answer to what the column cannot hold exactly. */
  public Reading with(Inexact other) {
    return new Reading(formats, firstYear, zone, other, tooLong);
  }

  public boolean isExact() {
    return inexact == Inexact.REJECT;
  }
}
