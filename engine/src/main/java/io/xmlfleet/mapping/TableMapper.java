package io.xmlfleet.mapping;

import io.xmlfleet.contract.ColumnMapping;
import io.xmlfleet.contract.Keep;
import io.xmlfleet.contract.RowRule;
import io.xmlfleet.contract.TableMapping;
import io.xmlfleet.contract.ValueSource;
import io.xmlfleet.contract.convert.Unusable;
import io.xmlfleet.contract.plan.CaptureBuilder;
import io.xmlfleet.contract.plan.CapturePlan;
import io.xmlfleet.contract.plan.Scope;
import io.xmlfleet.contract.plan.Slot;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import io.xmlfleet.xml.CapturedElement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringTokenizer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the rows of one table. Compiled once; immutable and thread-safe. */
final class TableMapper {
  private static final String WHITE_SPACE_OF_XML = " \t\r\n";
  private static final int ROWS_BETWEEN_LOOKS_AT_THE_CLOCK = 256;

  private final TableMapping mapping;
  private final Scope scope;
  private final @Nullable Selector selection;
  private final RowTest[] tests;
  private final @Nullable RowValue list;
  private final ColumnMapper[] columns;
  private final boolean keepsEmpty;
  private final @Nullable Computation keepWhen;
  private final int[] unique;

  /** Of the key that rows of other tables ask for; -1: none does. */
  private final int askedKey;

  /**
   * A mapper for a table.
   *
   * @param before the tables above it
   * @param asked whether rows of other tables ask for the key of one of its rows
   */
  TableMapper(
      TableMapping mapping,
      CaptureBuilder captures,
      Selector.Compiler selections,
      Map<TableId, TableMapper> before,
      boolean asked) {
    RowRule rule = mapping.rows();
    this.mapping = mapping;
    this.selection =
        rule instanceof RowRule.PerSelected each ? selections.get(each.selection()) : null;
    this.scope =
        rule instanceof RowRule.PerElement each
            ? captures.at(each.each().ways())
            : selection == null ? captures.document() : selection.scope();
    ValueCompiler values = selections.values(scope);
    this.columns =
        mapping.columns().stream()
            .map(each -> column(each, each.column().name(), values, before))
            .toArray(ColumnMapper[]::new);
    this.keepsEmpty = !(mapping.policy().keep() instanceof Keep.NotEmpty);
    this.keepWhen =
        mapping.policy().keep() instanceof Keep.When when
            ? values.computation(when.condition())
            : null;
    this.tests = tests(rule, values).toArray(RowTest[]::new);
    this.list = mapping.list() == null ? null : values.value(mapping.list());
    List<String> names = Arrays.stream(columns).map(ColumnMapper::name).toList();
    this.askedKey = asked ? names.indexOf(mapping.table().primaryKey().get(0)) : -1;
    this.unique = mapping.policy().unique().stream().mapToInt(names::indexOf).toArray();
  }

  private ColumnMapper column(
      ColumnMapping column, String name, ValueCompiler values, Map<TableId, TableMapper> before) {
    RowValue value = value(column.source(), name, values, before);
    return new ColumnMapper(column, value, mapping.table(), name);
  }

  private RowValue value(
      ValueSource source, String name, ValueCompiler values, Map<TableId, TableMapper> before) {
    if (mapping.rows() instanceof RowRule.Slots slots) {
      if (source instanceof ValueSource.SlotKey) {
        return new RowValue.SlotKey(slots.slots().stream().map(RowRule.Slot::key).toList());
      }
      if (source instanceof ValueSource.SlotValue) {
        return new RowValue.SlotValue(
            slots.slots().stream().map(slot -> values.ofSlot(slot, name)).toList());
      }
    }
    if (source instanceof ValueSource.Generated) {
      return new DatabaseValue.Generated();
    }
    if (ValueSource.FromMetadata.isLoadTime(source)) {
      return new DatabaseValue.LoadedAt();
    }
    if (source instanceof ValueSource.KeyOf keyOf) {
      return keyOf(Objects.requireNonNull(before.get(keyOf.table())));
    }
    if (source instanceof ValueSource.FromLookup from) {
      return new DatabaseValue.Question(
          from.lookup(),
          from.match().stream()
              .map(each -> new DatabaseValue.Match(column(each, name, values, before)))
              .toList());
    }
    return values.value(source);
  }

  private RowValue keyOf(TableMapper parent) {
    boolean ofDocument = parent.scope.number() == CapturePlan.DOCUMENT;
    return new DatabaseValue.KeyOf(parent, ofDocument ? Slot.HERE : scope.linkAround(parent.scope));
  }

  /** What an element must meet to be a row; for slots, what a slot must meet. */
  private static Stream<RowTest> tests(RowRule rule, ValueCompiler values) {
    if (rule instanceof RowRule.PerElement each) {
      return each.filters().stream().map(values::test);
    }
    if (rule instanceof RowRule.PerSelected each) {
      return each.filters().stream().map(values::test);
    }
    return rule instanceof RowRule.Slots slots
        ? slots.slots().stream().map(values::test)
        : Stream.of();
  }

  TableMapping mapping() {
    return mapping;
  }

  Table table() {
    return mapping.table();
  }

  /** What of a document may be rows; null: the rows are not made of elements. */
  @Nullable List<CapturedElement> candidates(DocumentInput document) {
    if (selection != null) {
      return document.selections().of(selection.number());
    }
    return mapping.rows() instanceof RowRule.PerElement
        ? document.captured().elements(scope.number())
        : null;
  }

  /** The scope of the elements that rows are made of. */
  Scope scope() {
    return scope;
  }

  /** Whose elements become rows; null: no selection's. */
  @Nullable Selector selection() {
    return selection;
  }

  /** What a row must meet, by the filter's number or the slot's. */
  List<RowTest> tests() {
    return List.of(tests);
  }

  /** Whose words are the rows; null: no list's. */
  @Nullable RowValue list() {
    return list;
  }

  List<ColumnMapper> columns() {
    return List.of(columns);
  }

  @Nullable Computation keepWhen() {
    return keepWhen;
  }

  /** The document's rows; made once where other tables ask for their keys. */
  TableRows rows(DocumentInput document) {
    return askedKey < 0
        ? map(document)
        : (TableRows)
            Objects.requireNonNull(document.selections().remember(this, () -> map(document)));
  }

  /** The element that may be a row of this table and is, or is around, another table's row. */
  @Nullable CapturedElement around(RowInput row, int link) {
    return scope.number() == CapturePlan.DOCUMENT
        ? row.document().root()
        : row.element().around(scope.number(), link);
  }

  /** The document's rows in order, or why it is rejected. */
  TableRows map(DocumentInput document) {
    return map(document, null);
  }

  /** The same, and goes on beyond what rejects the document if somebody wants to know. */
  TableRows map(DocumentInput document, @Nullable RowTracer tracer) {
    TableRows rows = new TableRows(unique, askedKey, tracer != null, document.context().memory());
    RowInput row = new RowInput(document, tracer);
    List<CapturedElement> elements = candidates(document);
    if (elements != null) {
      mapElements(elements, row, rows);
    } else if (mapping.rows() instanceof RowRule.Slots) {
      mapSlots(row, rows);
    } else {
      row.begin(document.root(), 1);
      add(row, rows);
    }
    return rows;
  }

  private void mapElements(List<CapturedElement> elements, RowInput row, TableRows rows) {
    for (int i = 0; i < elements.size() && !rows.isOver(); i++) {
      row.begin(elements.get(i), rows.rows().size() + 1);
      if (passes(row, 0, tests.length)) {
        if (list == null) {
          add(row, rows);
        } else {
          addWords(row, rows, list.read(row));
        }
      }
      lookAtTheClock(i, row, rows);
    }
  }

  private static void lookAtTheClock(int done, RowInput row, TableRows rows) {
    if (done % ROWS_BETWEEN_LOOKS_AT_THE_CLOCK == ROWS_BETWEEN_LOOKS_AT_THE_CLOCK - 1
        && row.document().context().deadline().expired()) {
      rows.late();
    }
  }

  /** A row a word of the row that was begun. */
  private void addWords(RowInput row, TableRows rows, @Nullable Object found) {
    if (found instanceof Unusable unusable) {
      rows.fail(
          new Failure(
              Stage.MAPPING,
              table().id() + ": the list " + unusable.reason(),
              mapping.at().fileAndLine()));
      return;
    }
    StringTokenizer words =
        new StringTokenizer(found == null ? "" : (String) found, WHITE_SPACE_OF_XML);
    if (!words.hasMoreTokens() && row.tracer() != null) {
      row.tracer().noWord(row);
    }
    for (int i = 0; words.hasMoreTokens() && !rows.isOver(); i++) {
      row.begin(row.element(), rows.rows().size() + 1);
      row.word(words.nextToken(), i + 1);
      add(row, rows);
      lookAtTheClock(i, row, rows);
    }
  }

  private void mapSlots(RowInput row, TableRows rows) {
    for (int i = 0; i < tests.length && !rows.isOver(); i++) {
      row.begin(row.document().root(), rows.rows().size() + 1);
      row.slot(i);
      if (passes(row, i, i + 1)) {
        add(row, rows);
      }
    }
  }

  private boolean passes(RowInput row, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!tests[i].passes(row)) {
        if (row.tracer() != null) {
          row.tracer().unmet(row, i);
        }
        return false;
      }
    }
    return true;
  }

  private void add(RowInput row, TableRows rows) {
    @Nullable Object[] values = new Object[columns.length];
    Failure failure = null;
    RowTracer tracer = row.tracer();
    for (int i = 0; i < columns.length; i++) {
      Object value = columns[i].value(row);
      if (tracer != null) {
        tracer.column(row, value);
      }
      if (value instanceof Unusable unusable) {
        failure = failure == null ? columns[i].failure(unusable, row) : failure;
      } else {
        values[i] = value;
      }
    }
    // Not kept is also a row whose required column has no value: there is no row to lack it.
    boolean kept = keeps(row, values);
    boolean added = kept && failure == null && rows.add(values, row);
    if (kept && failure != null) {
      rows.fail(failure);
    }
    if (tracer != null) {
      tracer.ended(row, kept, failure, added);
    }
  }

  private boolean keeps(RowInput row, @Nullable Object[] values) {
    if (keepWhen != null) {
      row.finished(values);
      return keepWhen.passes(row);
    }
    return keepsEmpty || row.isFilled();
  }
}
