package io.xmlfleet.mapping;

import io.xmlfleet.contract.Keep;
import io.xmlfleet.contract.RowRule;
import io.xmlfleet.contract.convert.Unusable;
import io.xmlfleet.contract.plan.FilterPlan;
import io.xmlfleet.contract.plan.TablePlan;
import io.xmlfleet.contract.plan.TablePlan.Rows;
import io.xmlfleet.contract.plan.TablePlan.SlotPlan;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.xml.CapturedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes the rows of one table once more, with the same compiled parts as {@link TableMapper}, and
 * says what became of each. Goes on where the mapper stops at a document's first fault. Immutable.
 */
final class TableTracer {
  private static final String REJECTS = "it rejects the document: ";

  private final TablePlan plan;
  private final SourceText texts;
  private final List<NamedTest> tests;
  private final List<ColumnMapper> columns;
  private final List<ColumnTracer> tracers;
  private final @Nullable Computation keepWhen;

  /**
   * Compiles a table.
   *
   * @param wanted names of the columns whose values are accounted for
   */
  TableTracer(TablePlan plan, ValueReaders readers, SourceText texts, Predicate<String> wanted) {
    this.plan = plan;
    this.texts = texts;
    this.tests = tests(plan.rows(), readers, texts);
    this.columns =
        plan.columns().stream().map(column -> new ColumnMapper(column, plan, readers)).toList();
    this.tracers =
        plan.columns().stream()
            .map(column -> new ColumnTracer(column, readers, texts))
            .filter(tracer -> wanted.test(tracer.name()))
            .toList();
    this.keepWhen = readers.optional(plan.keepWhen());
  }

  private static List<NamedTest> tests(Rows rule, ValueReaders readers, SourceText texts) {
    if (rule instanceof Rows.OfScope scope) {
      return filters(scope.filters(), readers, texts);
    }
    if (rule instanceof Rows.OfSelection selection) {
      return filters(selection.filters(), readers, texts);
    }
    return rule instanceof Rows.OfSlots slots
        ? slots.slots().stream()
            .map(slot -> new NamedTest(reason(slot), TableMapper.test(slot, readers)))
            .toList()
        : List.of();
  }

  private static List<NamedTest> filters(
      List<FilterPlan> filters, ValueReaders readers, SourceText texts) {
    return filters.stream()
        .map(
            filter ->
                new NamedTest(
                    "it does not meet the filter " + texts.of(filter), RowTest.of(filter, readers)))
        .toList();
  }

  private static String reason(SlotPlan slot) {
    return slot.when() == null
        ? "none of the slot's values is in the document"
        : "the slot's condition is not true: when " + slot.when().text();
  }

  /** Where the table's rows come from in a document, and how many there may be. */
  String candidates(DocumentInput document) {
    Rows rule = plan.rows();
    if (rule instanceof Rows.OfScope scope) {
      return count(document.captured().elements(scope.scope()).size())
          + ((RowRule.PerElement) plan.mapping().rows()).each();
    }
    if (rule instanceof Rows.OfSelection selection) {
      int number = selection.selection();
      return count(document.selections().of(number).size())
          + texts.ofSelection(number)
          + ", chosen from "
          + document.captured().elements(texts.selection(number).scope()).size();
    }
    return rule instanceof Rows.OfSlots slots ? slots.slots().size() + " slots" : "the document";
  }

  private static String count(int elements) {
    return elements + (elements == 1 ? " element " : " elements ");
  }

  /** Gives what became of each, in order. */
  void trace(DocumentInput document, Consumer<RowTrace> sink) {
    TableRows rows = new TableRows(plan.unique().stream().mapToInt(Integer::intValue).toArray());
    RowInput row = new RowInput(document);
    Rows rule = plan.rows();
    if (rule instanceof Rows.OfScope scope) {
      String path = ((RowRule.PerElement) plan.mapping().rows()).each().toString();
      for (CapturedElement element : document.captured().elements(scope.scope())) {
        row.begin(element, rows.rows().size() + 1);
        sink.accept(trace(row, rows, path + '[' + element.ordinal() + ']', tests));
      }
    } else if (rule instanceof Rows.OfSelection selection) {
      String name = texts.selection(selection.selection()).name();
      List<CapturedElement> chosen = document.selections().of(selection.selection());
      for (int i = 0; i < chosen.size(); i++) {
        row.begin(chosen.get(i), rows.rows().size() + 1);
        sink.accept(trace(row, rows, "selection " + name + '[' + (i + 1) + ']', tests));
      }
    } else if (rule instanceof Rows.OfSlots slots) {
      for (int i = 0; i < slots.slots().size(); i++) {
        row.begin(document.root(), rows.rows().size() + 1);
        row.slot(i);
        String origin = "slot " + slots.slots().get(i).slot().key();
        sink.accept(trace(row, rows, origin, tests.subList(i, i + 1)));
      }
    } else {
      row.begin(document.root(), 1);
      sink.accept(trace(row, rows, "the document", tests));
    }
  }

  private RowTrace trace(RowInput row, TableRows rows, String origin, List<NamedTest> asked) {
    for (NamedTest test : asked) {
      if (!test.test().passes(row)) {
        return new RowTrace(plan.mapping(), origin, 0, test.reason(), false, List.of());
      }
    }
    @Nullable Object[] values = new Object[columns.size()];
    Failure failure = null;
    for (int i = 0; i < values.length; i++) {
      values[i] = columns.get(i).value(row);
      if (values[i] instanceof Unusable unusable && failure == null) {
        failure = columns.get(i).failure(unusable, row);
      }
    }
    List<ValueTrace> traces = new ArrayList<>();
    for (ColumnTracer tracer : tracers) {
      traces.add(tracer.trace(row, values[index(tracer.name())]));
    }
    String dropped = dropped(row, rows, values, failure);
    int number = dropped == null ? rows.rows().size() : 0;
    boolean rejects = dropped != null && dropped.startsWith(REJECTS);
    return new RowTrace(plan.mapping(), origin, number, dropped, rejects, traces);
  }

  /** Why it is no row; null: it is one, and is added. */
  private @Nullable String dropped(
      RowInput row, TableRows rows, @Nullable Object[] values, @Nullable Failure failure) {
    if (keepWhen != null && plan.keepWhen() != null) {
      row.finished(keepable(values));
      if (!keepWhen.passes(row)) {
        return "keep: when " + plan.keepWhen().text() + " is not true";
      }
    } else if (plan.mapping().policy().keep() instanceof Keep.NotEmpty && !row.saysSomething()) {
      return "keep: not-empty, and no column has something to say of its own";
    }
    if (failure != null) {
      return REJECTS + failure.reason();
    }
    int before = rows.rows().size();
    rows.add(values, null);
    return rows.rows().size() > before
        ? null
        : "unique: a row before it has the same "
            + String.join(", ", plan.mapping().policy().unique());
  }

  /** As the mapper does: what is unusable counts as null. */
  private static @Nullable Object[] keepable(@Nullable Object[] values) {
    @Nullable Object[] usable = values.clone();
    for (int i = 0; i < usable.length; i++) {
      usable[i] = usable[i] instanceof Unusable ? null : usable[i];
    }
    return usable;
  }

  private int index(String column) {
    for (int i = 0; i < plan.columns().size(); i++) {
      if (plan.columns().get(i).mapping().column().name().equals(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no column " + column);
  }

  TablePlan plan() {
    return plan;
  }

  private record NamedTest(String reason, RowTest test) {}
}
