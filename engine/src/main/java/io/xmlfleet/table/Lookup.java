package io.xmlfleet.table;

import java.util.List;

/**
 * A question to a table of the database: the value of one column where others have given values.
 * Immutable.
 *
 * @param table which is asked
 * @param match its columns that are compared, with the types of the values
 * @param take its column whose value is the answer
 */
public record Lookup(TableId table, List<Column> match, Column take, OnMissing onMissing) {
  public Lookup {
    match = List.copyOf(match);
  }

  /** What becomes of a document whose question has no answer. */
  public enum OnMissing {
    /** It is rejected. */
    REJECT,
    /** The value is null. */
    NULL,
    /** A row of the compared columns is inserted, and the database makes the value. */
    INSERT
  }

  /**
   * Stands in rows for the answer to a look-up.
   *
   * @param values of {@link Lookup#match}, in its order; none is null
   */
  public record Value(Lookup lookup, List<Object> values) implements StandIn {
    public Value {
      values = List.copyOf(values);
    }

    /** Never the values. */
    @Override
    public String toString() {
      List<String> by = lookup.match().stream().map(Column::name).toList();
      return "(looked up: " + lookup.table() + " by " + String.join(", ", by) + ")";
    }
  }
}
