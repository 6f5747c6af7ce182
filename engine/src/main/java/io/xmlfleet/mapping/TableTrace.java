package io.xmlfleet.mapping;

import io.xmlfleet.contract.ColumnMapping;
import io.xmlfleet.contract.SourcePosition;
import io.xmlfleet.contract.TableMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a table in one document. Immutable.
 *
 * @param candidates where its rows come from and how many there were: {@code 3 elements /A/B}
 */
public record TableTrace(TableMapping table, String candidates, List<Row> rows) {
  public TableTrace {
    rows = List.copyOf(rows);
  }

  /**
   * What became of something that might be a row. Immutable.
   *
   * @param origin the document, an element with its number, or a slot
   * @param element number of its element, from 1, among the document's elements of its scope
   * @param number its number among the table's rows of the document; 0: it is none
   * @param reason why it is none: a filter, {@code keep}, {@code unique}, a slot's {@code when}, or
   *     a value for which the document is rejected; null: it is one
   * @param rejects whether that reason is a value
   * @param values of the columns that were asked for; none if a filter left it out before it had
   *     any
   */
  public record Row(
      TableMapping table,
      String origin,
      int element,
      int number,
      @Nullable String reason,
      boolean rejects,
      List<Value> values) {
    public Row {
      values = List.copyOf(values);
    }
  }

  /**
   * How a column came by its value in one row. Immutable.
   *
   * @param at the line that says where the value comes from: the column's, or its slot's
   * @param steps in order
   * @param value what the row has in the end; null; or {@link
   *     io.xmlfleet.contract.convert.Unusable}, for which the document is rejected
   */
  public record Value(
      ColumnMapping column, SourcePosition at, List<Step> steps, @Nullable Object value) {
    public Value {
      steps = List.copyOf(steps);
    }
  }

  /**
   * One thing that happened to a column's value. Immutable.
   *
   * @param what as the contract says it: {@code digits}, {@code enum status}, {@code default 0}
   * @param result the value afterwards, of any class that values have on their way; null; or {@link
   *     io.xmlfleet.contract.convert.Unusable}
   */
  public record Step(Kind kind, String what, @Nullable Object result) {
    /** What kind of thing. */
    public enum Kind {
      /** An input of the expression that gives the value. */
      INPUT,
      /** Where the value came from. */
      SOURCE,
      CONVERTER,
      ENUM,
      TYPE,
      ON_ERROR,
      DEFAULT,
      REQUIRED
    }
  }
}
