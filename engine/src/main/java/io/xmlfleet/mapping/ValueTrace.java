package io.xmlfleet.mapping;

import io.xmlfleet.contract.ColumnMapping;
import io.xmlfleet.contract.SourcePosition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a column came by its value in one row. Immutable.
 *
 * @param at the line that says where the value comes from: the column's, or its slot's
 * @param steps in order
 * @param value what the row has in the end; null; or {@link io.xmlfleet.contract.convert.Unusable},
 *     for which the document is rejected
 */
public record ValueTrace(
    ColumnMapping column, SourcePosition at, List<TraceStep> steps, @Nullable Object value) {
  public ValueTrace {
    steps = List.copyOf(steps);
  }
}
