package io.xmlfleet.draft;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Lays shapes out as tables: what repeats becomes one, all else columns of the nearest. Where there
 * is not room for all, outer tables come before inner ones and frequent values before rare ones.
 * Confined to one thread.
 */
final class TableLayout {
  static final String RECORD_ID = "record_id";
  static final String OVERFLOW = "overflow";
  static final int MOST_TABLES = 60;
  static final int MOST_COLUMNS = 200;

  private static final int LONGEST_TABLE_NAME = 50;
  private static final int LONGEST_COLUMN_NAME = 60;
  private static final int WORDS_OF_A_COLUMN = 2;

  private final List<TableDraft> roots = new ArrayList<>();
  private final Deque<TableDraft> open = new ArrayDeque<>();
  private final List<TableDraft> all = new ArrayList<>();

  private TableLayout() {}

  /** The tables for root elements, each before those inside it. */
  static List<TableDraft> of(List<Shape> rootShapes) {
    TableLayout layout = new TableLayout();
    for (Shape root : rootShapes) {
      List<String> words = List.of(SqlName.snake(root.name()));
      layout.roots.add(layout.add(new TableDraft(null, root, List.of(root.step()), words)));
    }
    while (!layout.open.isEmpty()) {
      TableDraft table = layout.open.remove();
      layout.visit(table.shape(), table, List.of(), List.of());
    }
    layout.nameAll();
    List<TableDraft> tables = new ArrayList<>();
    layout.roots.forEach(root -> root.addTo(tables));
    return tables;
  }

  private TableDraft add(TableDraft table) {
    all.add(table);
    open.add(table);
    return table;
  }

  private void visit(Shape shape, TableDraft table, List<String> steps, List<String> words) {
    shape.remarks().forEach(remark -> table.remarks().add(where(steps) + remark));
    for (Value attribute : shape.attributes()) {
      List<String> named = plus(words, SqlName.snake(attribute.name()));
      table.found().add(new TableDraft.Found(steps, named, attribute));
    }
    Value text = shape.text();
    if (text != null) {
      table
          .found()
          .add(new TableDraft.Found(steps, words.isEmpty() ? List.of("text") : words, text));
    }
    for (Shape child : shape.children()) {
      visitChild(child, table, plus(steps, child.step()), plus(words, SqlName.snake(child.name())));
    }
  }

  private void visitChild(Shape child, TableDraft table, List<String> steps, List<String> words) {
    if (!child.repeats()) {
      visit(child, table, steps, words);
    } else if (!child.hasValues()) {
      table.remarks().add(where(steps) + "it repeats and has no values");
    } else if (all.size() < MOST_TABLES) {
      add(new TableDraft(table, child, concat(table.steps(), steps), tableWords(table, words)));
    } else {
      table.remarks().add(where(steps) + "more than " + MOST_TABLES + " tables");
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

  private void nameAll() {
    NamePool names = new NamePool(LONGEST_TABLE_NAME, List.of());
    for (TableDraft table : all) { // outer ones first: they get the short names
      table.name(names.take(table.words(), wordsToTell(table)));
    }
    all.forEach(TableLayout::nameColumns);
  }

  /** How many words tell a table from every other that is called the same by fewer. */
  private int wordsToTell(TableDraft table) {
    List<String> words = table.words();
    int first = all.stream().map(other -> last(other.words(), 1)).toList().indexOf(last(words, 1));
    if (all.get(first) == table) {
      return 1;
    }
    for (int count = 2; count < words.size(); count++) {
      int length = count;
      List<String> end = last(words, length);
      if (all.stream()
          .noneMatch(other -> other != table && last(other.words(), length).equals(end))) {
        return count;
      }
    }
    return words.size();
  }

  private static void nameColumns(TableDraft table) {
    List<String> taken = new ArrayList<>(List.of(RECORD_ID, OVERFLOW, table.number()));
    TableDraft parent = table.parent();
    if (parent != null) {
      taken.add(parent.number());
    }
    NamePool names = new NamePool(LONGEST_COLUMN_NAME, taken);
    List<TableDraft.Found> found = mostFrequent(table);
    List<ColumnDraft> columns = new ArrayList<>();
    for (TableDraft.Found value : found) {
      // Alone, a reserved word gets the name of its element in front.
      boolean reserved = value.words().size() == 1 && SqlName.isReserved(value.words().get(0));
      List<String> words =
          reserved
              ? plus(List.of(last(table.words(), 1).get(0)), value.words().get(0))
              : value.words();
      columns.add(
          new ColumnDraft(names.take(words, WORDS_OF_A_COLUMN), value.path(), value.value()));
    }
    table.columns(columns);
  }

  private static List<TableDraft.Found> mostFrequent(TableDraft table) {
    List<TableDraft.Found> found = table.found();
    if (found.size() <= MOST_COLUMNS) {
      return found;
    }
    table
        .remarks()
        .add((found.size() - MOST_COLUMNS) + " values: more than " + MOST_COLUMNS + " columns");
    Set<TableDraft.Found> kept =
        new HashSet<>(
            found.stream()
                .sorted(
                    Comparator.comparingLong((TableDraft.Found f) -> f.value().weight()).reversed())
                .limit(MOST_COLUMNS)
                .toList());
    return found.stream().filter(kept::contains).toList();
  }

  private static String where(List<String> steps) {
    return steps.isEmpty() ? "" : String.join("/", steps) + ": ";
  }

  private static List<String> last(List<String> words, int count) {
    return words.subList(Math.max(0, words.size() - count), words.size());
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
