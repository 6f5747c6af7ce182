package io.xmlfleet.mapping;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.mapping.TableTrace.Step.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Listens to a table's mapper, and says what becomes of each row. Confined to one thread. */
final class RowTracer {
  private final TableTracer table;
  private final Consumer<TableTrace.Row> sink;
  private final List<TableTrace.Step> steps = new ArrayList<>();
  private final List<TableTrace.Value> values = new ArrayList<>();
  private int column;
  private int candidate;
  private int added;

  RowTracer(TableTracer table, Consumer<TableTrace.Row> sink) {
    this.table = table;
    this.sink = sink;
  }

  /** A test that the row does not meet. */
  void unmet(RowInput row, int test) {
    end(row, 0, table.unmet(test), false);
  }

  /** An element whose list is blank, or not there. */
  void noWord(RowInput row) {
    end(row, 0, "its list has no word", false);
  }

  /** A step towards the value of the next column. */
  void step(RowInput row, Kind kind, @Nullable Object result) {
    ColumnTracer tracer = table.column(column);
    if (tracer != null) {
      tracer.step(row, steps, kind, result);
    }
  }

  /** The value of the next column. */
  void column(RowInput row, @Nullable Object value) {
    ColumnTracer tracer = table.column(column);
    if (tracer != null) {
      values.add(tracer.trace(row, steps, value));
    }
    steps.clear();
    column++;
  }

  /**
   * What came of a row that has its values.
   *
   * @param failure why the document is rejected, if the row is kept; null: it is not
   * @param isAdded whether it is one of the table's rows; if not though it is kept, it is repeated
   */
  void ended(RowInput row, boolean kept, @Nullable Failure failure, boolean isAdded) {
    if (isAdded) {
      added++;
      end(row, added, null, false);
    } else if (kept && failure != null) {
      end(row, 0, "it rejects the document: " + failure.reason(), true);
    } else {
      end(row, 0, kept ? table.repeated() : table.notKept(), false);
    }
  }

  private void end(RowInput row, int number, @Nullable String reason, boolean rejects) {
    candidate++;
    sink.accept(table.trace(row, candidate, number, reason, rejects, values));
    values.clear();
    column = 0;
  }
}
