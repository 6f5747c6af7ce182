package io.xmlfleet.mapping;

import io.xmlfleet.contract.TableMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of something that might be a row. Immutable.
 *
 * @param origin the document, an element with its number, or a slot
 * @param number its number among the table's rows of the document; 0: it is none
 * @param reason why it is none: a filter, {@code keep}, {@code unique}, a slot's {@code when}, or a
 *     value for which the document is rejected; null: it is one
 * @param rejects whether that reason is a value
 * @param values of the columns that were asked for; none if a filter left it out before it had any
 */
public record RowTrace(
    TableMapping table,
    String origin,
    int number,
    @Nullable String reason,
    boolean rejects,
    List<ValueTrace> values) {
  public RowTrace {
    values = List.copyOf(values);
  }
}
