package io.xmlfleet.draft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;

/**
 * Lays shapes out as tables: what repeats becomes one, all else columns of the nearest. Where there
 * is not room for all, those of many elements come first. Confined to one thread.
 */
final class TableLayout {
  static final String RECORD_ID = "record_id";
  static final String OVERFLOW = "overflow";
  static final int MOST_TABLES = 60;
  static final int MOST_COLUMNS = 200;

  private final Queue<TableDraft> candidates =
      new PriorityQueue<>(
          Comparator.comparingLong((TableDraft table) -> -table.shape().weight())
              .thenComparingInt(TableDraft::sequence));
  private int sequence;

  private TableLayout() {}

  /** The tables for root elements, each before those inside it. */
  static List<TableDraft> of(List<ElementShape> rootShapes) {
    TableLayout layout = new TableLayout();
    List<TableDraft> roots = rootShapes.stream().map(layout::root).toList();
    int accepted = roots.size();
    roots.forEach(layout::accept);
    while (!layout.candidates.isEmpty()) {
      TableDraft table = layout.candidates.remove();
      if (accepted < MOST_TABLES) {
        accepted++;
        layout.accept(table);
      } else {
        table.leave("more than " + MOST_TABLES + " tables");
      }
    }
    List<TableDraft> tables = new ArrayList<>();
    roots.forEach(root -> root.addTo(tables));
    TableNames.give(tables);
    return tables;
  }

  private TableDraft root(ElementShape shape) {
    List<String> words = List.of(SnakeCase.of(shape.name()));
    return new TableDraft(null, shape, List.of(shape.step()), words, sequence++);
  }

  private void accept(TableDraft table) {
    table.accept();
    visit(table.shape(), table, List.of(), List.of());
  }

  private void visit(ElementShape shape, TableDraft table, List<String> steps, List<String> words) {
    shape.remarks().forEach(remark -> table.leave(steps, remark));
    ValueShape count = shape.count();
    ValueShape text = shape.text();
    if (count != null) {
      List<String> named = shape.isBare() ? words : plus(words, "count");
      table.found().add(new TableDraft.Found(steps, named, count));
    }
    for (ValueShape attribute : shape.attributes()) {
      List<String> named = plus(words, SnakeCase.of(attribute.name()));
      table.found().add(new TableDraft.Found(steps, named, attribute));
    }
    if (text != null) {
      table
          .found()
          .add(new TableDraft.Found(steps, words.isEmpty() ? List.of("text") : words, text));
    }
    for (ElementShape child : shape.children()) {
      visitChild(child, table, plus(steps, child.step()), plus(words, SnakeCase.of(child.name())));
    }
  }

  private void visitChild(
      ElementShape child, TableDraft table, List<String> steps, List<String> words) {
    if (!child.repeats()) {
      visit(child, table, steps, words);
    } else if (!child.hasValues()) {
      child.remarks().forEach(remark -> table.leave(steps, remark));
      if (child.remarks().isEmpty()) {
        table.leave(steps, "it repeats and has no values");
      }
    } else {
      List<String> path = concat(table.steps(), steps);
      candidates.add(new TableDraft(table, child, path, tableWords(table, words), sequence++));
    }
  }

  /** Without the word that only says that there are several: {@code dependencies, dependency}. */
  private static List<String> tableWords(TableDraft table, List<String> words) {
    List<String> all = concat(table.words(), words);
    String own = all.get(all.size() - 1);
    int last = all.size() - 2;
    if (last > 0 && isPlural(all.get(last), own)) {
      all.remove(last);
    }
    return all;
  }

  private static boolean isPlural(String word, String singular) {
    String stem = singular.endsWith("y") ? singular.substring(0, singular.length() - 1) : singular;
    return Set.of(
            singular + 's', singular + "es", stem + "ies", singular + "_list", singular + "list")
        .contains(word);
  }

  private static List<String> plus(List<String> words, String word) {
    return concat(words, List.of(word));
  }

  private static List<String> concat(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
