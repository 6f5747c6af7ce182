package io.xmlfleet.mapping;

import io.xmlfleet.contract.Keep;
import io.xmlfleet.contract.RowRule;
import io.xmlfleet.contract.convert.Blanks;
import io.xmlfleet.contract.convert.Unusable;
import io.xmlfleet.contract.plan.TablePlan;
import io.xmlfleet.contract.plan.TablePlan.PairPlan;
import io.xmlfleet.message.Failure;
import io.xmlfleet.message.Stage;
import io.xmlfleet.table.Table;
import io.xmlfleet.xml.CapturedElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the rows of one table. Compiled once; immutable and thread-safe. */
final class TableMapper {
  private static final int ROWS_BETWEEN_LOOKS_AT_THE_CLOCK = 256;

  private final Table table;
  private final boolean perElement;
  private final boolean keepsEmpty;
  private final int scope;
  private final RowTest[] tests;
  private final PairPlan[] pairs;
  private final ValueReader[] pairValues;
  private final ColumnMapper[] columns;

  TableMapper(TablePlan plan) {
    this.table = plan.mapping().table();
    this.perElement = plan.mapping().rows() instanceof RowRule.PerElement;
    this.keepsEmpty = plan.mapping().keep() == Keep.ALWAYS;
    this.scope = plan.scope();
    this.tests = plan.filters().stream().map(RowTest::of).toArray(RowTest[]::new);
    this.pairs = plan.pairs().toArray(PairPlan[]::new);
    this.pairValues =
        plan.pairs().stream().map(pair -> ValueReaders.at(pair.slot())).toArray(ValueReader[]::new);
    this.columns =
        plan.columns().stream()
            .map(column -> new ColumnMapper(column, plan))
            .toArray(ColumnMapper[]::new);
  }

  Table table() {
    return table;
  }

  /** Adds the document's rows in order; why it is rejected, or null. */
  @Nullable Failure map(DocumentInput document, List<Object[]> rows) {
    RowInput row = new RowInput(document);
    if (pairs.length > 0) {
      return mapPairs(row, rows);
    }
    if (!perElement) {
      row.begin(document.root(), 1);
      return add(row, rows);
    }
    Failure failure = null;
    List<CapturedElement> elements = document.captured().elements(scope);
    for (int i = 0; i < elements.size() && failure == null; i++) {
      row.begin(elements.get(i), rows.size() + 1);
      if (passes(row)) {
        failure = add(row, rows);
      }
      if (i % ROWS_BETWEEN_LOOKS_AT_THE_CLOCK == ROWS_BETWEEN_LOOKS_AT_THE_CLOCK - 1
          && document.context().deadline().expired()) {
        failure = Failure.of(Stage.TIMEOUT, "the document took longer than an item may take");
      }
    }
    return failure;
  }

  private @Nullable Failure mapPairs(RowInput row, List<Object[]> rows) {
    Failure failure = null;
    for (int i = 0; i < pairs.length && failure == null; i++) {
      row.begin(row.document().root(), rows.size() + 1);
      Object value = pairValues[i].read(row);
      if (value instanceof Unusable || (value instanceof String text && !Blanks.isBlank(text))) {
        row.pair(pairs[i], value);
        failure = add(row, rows);
      }
    }
    return failure;
  }

  private boolean passes(RowInput row) {
    for (RowTest test : tests) {
      if (!test.passes(row)) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Failure add(RowInput row, List<Object[]> rows) {
    Object[] values = new Object[columns.length];
    Failure failure = null;
    for (int i = 0; i < columns.length; i++) {
      Object value = columns[i].value(row);
      if (value instanceof Unusable unusable) {
        failure = failure == null ? columns[i].failure(unusable, row) : failure;
      } else {
        values[i] = value;
      }
    }
    if (!keepsEmpty && !row.saysSomething()) {
      return null; // also with a required column that has no value: there is no row to lack it
    }
    if (failure == null) {
      rows.add(values);
    }
    return failure;
  }
}
