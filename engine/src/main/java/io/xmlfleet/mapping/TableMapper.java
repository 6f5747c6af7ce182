package io.xmlfleet.mapping;

import io.xmlfleet.contract.Keep;
import io.xmlfleet.contract.convert.Blanks;
import io.xmlfleet.contract.convert.Unusable;
import io.xmlfleet.contract.plan.TablePlan;
import io.xmlfleet.contract.plan.TablePlan.Rows;
import io.xmlfleet.contract.plan.TablePlan.SlotPlan;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.table.Table;
import io.xmlfleet.xml.CapturedElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the rows of one table. Compiled once; immutable and thread-safe. */
final class TableMapper {
  private static final int ROWS_BETWEEN_LOOKS_AT_THE_CLOCK = 256;

  private final Table table;
  private final Rows rule;
  private final RowTest[] tests;
  private final ColumnMapper[] columns;
  private final boolean keepsEmpty;
  private final @Nullable Computation keepWhen;
  private final int[] unique;

  TableMapper(TablePlan plan, ValueReaders readers) {
    this.table = plan.mapping().table();
    this.rule = plan.rows();
    this.tests = tests(plan.rows(), readers);
    this.columns =
        plan.columns().stream()
            .map(column -> new ColumnMapper(column, plan, readers))
            .toArray(ColumnMapper[]::new);
    this.keepsEmpty = !(plan.mapping().policy().keep() instanceof Keep.NotEmpty);
    this.keepWhen = readers.optional(plan.keepWhen());
    this.unique = plan.unique().stream().mapToInt(Integer::intValue).toArray();
  }

  /** What an element must meet to be a row; for slots, what a slot must meet. */
  private static RowTest[] tests(Rows rule, ValueReaders readers) {
    if (rule instanceof Rows.OfScope scope) {
      return RowTest.all(scope.filters(), readers);
    }
    if (rule instanceof Rows.OfSelection selection) {
      return RowTest.all(selection.filters(), readers);
    }
    return rule instanceof Rows.OfSlots slots
        ? slots.slots().stream().map(slot -> test(slot, readers)).toArray(RowTest[]::new)
        : new RowTest[0];
  }

  static RowTest test(SlotPlan slot, ValueReaders readers) {
    if (slot.when() != null) {
      return readers.computation(slot.when());
    }
    List<ValueReader> evidence = slot.evidence().stream().map(readers::of).toList();
    return row -> evidence.stream().anyMatch(reader -> isThere(reader.read(row)));
  }

  private static boolean isThere(@Nullable Object value) {
    return value instanceof Unusable || (value instanceof String text && !Blanks.isBlank(text));
  }

  Table table() {
    return table;
  }

  /** The document's rows in order, or why it is rejected. */
  TableRows map(DocumentInput document) {
    TableRows rows = new TableRows(unique);
    RowInput row = new RowInput(document);
    if (rule instanceof Rows.OfScope scope) {
      mapElements(document.captured().elements(scope.scope()), row, rows);
    } else if (rule instanceof Rows.OfSelection selection) {
      mapElements(document.selections().of(selection.selection()), row, rows);
    } else if (rule instanceof Rows.OfSlots slots) {
      mapSlots(slots.slots().size(), row, rows);
    } else {
      row.begin(document.root(), 1);
      add(row, rows);
    }
    return rows;
  }

  private void mapElements(List<CapturedElement> elements, RowInput row, TableRows rows) {
    for (int i = 0; i < elements.size() && rows.failure() == null; i++) {
      row.begin(elements.get(i), rows.rows().size() + 1);
      if (passes(row)) {
        add(row, rows);
      }
      if (i % ROWS_BETWEEN_LOOKS_AT_THE_CLOCK == ROWS_BETWEEN_LOOKS_AT_THE_CLOCK - 1
          && row.document().context().deadline().expired()) {
        rows.fail(ContractMapper.LATE);
      }
    }
  }

  private void mapSlots(int slots, RowInput row, TableRows rows) {
    for (int i = 0; i < slots && rows.failure() == null; i++) {
      row.begin(row.document().root(), rows.rows().size() + 1);
      row.slot(i);
      if (tests[i].passes(row)) {
        add(row, rows);
      }
    }
  }

  private boolean passes(RowInput row) {
    for (RowTest test : tests) {
      if (!test.passes(row)) {
        return false;
      }
    }
    return true;
  }

  private void add(RowInput row, TableRows rows) {
    @Nullable Object[] values = new Object[columns.length];
    Failure failure = null;
    for (int i = 0; i < columns.length; i++) {
      Object value = columns[i].value(row);
      if (value instanceof Unusable unusable) {
        failure = failure == null ? columns[i].failure(unusable, row) : failure;
      } else {
        values[i] = value;
      }
    }
    if (!keeps(row, values)) {
      return; // also with a required column that has no value: there is no row to lack it
    }
    if (failure == null) {
      rows.add(values, row.passed());
    } else {
      rows.fail(failure);
    }
  }

  private boolean keeps(RowInput row, @Nullable Object[] values) {
    if (keepWhen != null) {
      row.finished(values);
      return keepWhen.passes(row);
    }
    return keepsEmpty || row.saysSomething();
  }
}
