package io.xmlfleet.mapping;

import io.xmlfleet.contract.Computed;
import io.xmlfleet.contract.RowRule;
import io.xmlfleet.contract.Selection;
import io.xmlfleet.contract.TableMapping;
import io.xmlfleet.xml.CapturedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Says in a contract's words what becomes of the rows of one table. Immutable. */
final class TableTracer {
  private final TableMapper mapper;
  private final List<@Nullable ColumnTracer> columns = new ArrayList<>();

  /**
   * A tracer for a table.
   *
   * @param wanted names of the columns whose values are accounted for
   */
  TableTracer(TableMapper mapper, Predicate<String> wanted) {
    this.mapper = mapper;
    mapper
        .columns()
        .forEach(each -> columns.add(wanted.test(each.name()) ? new ColumnTracer(each) : null));
  }

  /** Maps the table once more, and gives what became of each row, in order. */
  void trace(DocumentInput document, Consumer<TableTrace.Row> sink) {
    TableRows unused = mapper.map(document, new RowTracer(this, sink));
  }

  /** Null: nobody asked for the column. */
  @Nullable ColumnTracer column(int number) {
    return columns.get(number);
  }

  TableMapping mapping() {
    return mapper.mapping();
  }

  /** Where the table's rows come from in a document, and how many there may be. */
  String candidates(DocumentInput document) {
    List<CapturedElement> elements = mapper.candidates(document);
    if (elements == null) {
      return mapping().rows() instanceof RowRule.Slots slots
          ? slots.slots().size() + " slots"
          : "the document";
    }
    String count = elements.size() + (elements.size() == 1 ? " element " : " elements ");
    Selector selection = mapper.selection();
    return selection == null
        ? count + path()
        : count
            + text(selection.selection())
            + ", chosen from "
            + document.captured().elements(mapper.scope().number()).size();
  }

  private String path() {
    return ((RowRule.PerElement) mapping().rows()).each().toString();
  }

  /** A selection's name, and what it asks of its elements. */
  private static String text(Selection selection) {
    Selection.Rules rules = selection.rules();
    List<String> texts = new ArrayList<>();
    add(texts, "below ", selection.parent());
    add(texts, "where ", text(rules.where()));
    if (rules.among() != null) {
      texts.add("among " + rules.among().selection() + " by " + rules.among().match().text());
    }
    if (rules.unique() != null) {
      List<String> by = rules.unique().by().stream().map(Computed::text).toList();
      texts.add("unique by " + String.join(", ", by));
    }
    add(texts, "prefer ", text(rules.prefer()));
    if (rules.take() != Selection.Take.ALL) {
      texts.add("take " + rules.take().name().toLowerCase(Locale.ROOT));
    }
    add(texts, "otherwise ", selection.otherwise());
    return "selection "
        + selection.name()
        + (texts.isEmpty() ? "" : " (" + String.join("; ", texts) + ")");
  }

  private static @Nullable String text(@Nullable Computed computed) {
    return computed == null ? null : computed.text();
  }

  private static void add(List<String> texts, String rule, @Nullable String text) {
    if (text != null) {
      texts.add(rule + text);
    }
  }

  /** What might be a row. */
  private String origin(RowInput row, int candidate) {
    String element = element(row, candidate);
    return row.word().isEmpty() ? element : "word " + row.position() + " of " + element;
  }

  private String element(RowInput row, int candidate) {
    if (mapping().rows() instanceof RowRule.PerElement) {
      return path() + '[' + row.element().ordinal() + ']';
    }
    Selector selection = mapper.selection();
    if (selection != null) {
      boolean counted = mapper.list() == null; // of words there are several an element
      return "selection " + selection.name() + (counted ? "[" + candidate + "]" : "");
    }
    return mapping().rows() instanceof RowRule.Slots slots
        ? "slot " + slots.slots().get(row.slot()).key()
        : "the document";
  }

  /** That a row does not meet a test. */
  String unmet(int test) {
    RowTest unmet = mapper.tests().get(test);
    if (!(mapping().rows() instanceof RowRule.Slots)) {
      return "it does not meet the filter " + unmet.text();
    }
    return unmet instanceof Computation when
        ? "the slot's condition is not true: when " + when.source()
        : "none of the slot's values is in the document";
  }

  String notKept() {
    Computation when = mapper.keepWhen();
    return when == null
        ? "keep: not-empty, and no column has something to say of its own"
        : "keep: when " + when.source() + " is not true";
  }

  String repeated() {
    return "unique: a row before it has the same " + String.join(", ", mapping().policy().unique());
  }

  TableTrace.Row trace(
      RowInput row,
      int candidate,
      int number,
      @Nullable String reason,
      boolean rejects,
      List<TableTrace.Value> of) {
    return new TableTrace.Row(
        mapping(), origin(row, candidate), row.element().ordinal(), number, reason, rejects, of);
  }
}
