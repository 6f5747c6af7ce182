package io.xmlfleet.draft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names for tables and columns: short ones for outer tables, longer ones where a short one is
 * taken. Chooses the columns, too, where there is not room for all. Confined to one thread.
 */
final class TableNames {
  private static final int LONGEST_TABLE_NAME = 50;
  private static final int LONGEST_COLUMN_NAME = 60;
  private static final int WORDS_OF_A_COLUMN = 2;

  private final List<TableDraft> all;

  private TableNames(List<TableDraft> tables) {
    this.all =
        tables.stream()
            .sorted(Comparator.comparingInt((TableDraft table) -> table.steps().size()))
            .toList();
  }

  /** Names tables, outer ones first, and their columns. */
  static void give(List<TableDraft> tables) {
    TableNames names = new TableNames(tables);
    NamePool pool = new NamePool(LONGEST_TABLE_NAME, List.of());
    for (TableDraft table : names.all) {
      table.name(pool.take(table.words(), names.wordsToTell(table)));
    }
    names.all.forEach(TableNames::nameColumns);
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
    List<String> taken =
        new ArrayList<>(List.of(TableLayout.RECORD_ID, TableLayout.OVERFLOW, table.number()));
    TableDraft parent = table.parent();
    if (parent != null) {
      taken.add(parent.number());
    }
    NamePool names = new NamePool(LONGEST_COLUMN_NAME, taken);
    List<TableDraft.Found> found = mostFrequent(table);
    List<ColumnDraft> columns = new ArrayList<>();
    for (TableDraft.Found value : found) {
      // Alone, a reserved word gets the name of its element in front.
      boolean reserved = value.words().size() == 1 && SnakeCase.isReserved(value.words().get(0));
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
    if (found.size() <= TableLayout.MOST_COLUMNS) {
      return found;
    }
    table.leave(
        List.of(),
        (found.size() - TableLayout.MOST_COLUMNS)
            + " values, more than "
            + TableLayout.MOST_COLUMNS
            + " columns");
    Set<TableDraft.Found> kept =
        new HashSet<>(
            found.stream()
                .sorted(
                    Comparator.comparingLong((TableDraft.Found f) -> f.value().weight()).reversed())
                .limit(TableLayout.MOST_COLUMNS)
                .toList());
    return found.stream().filter(kept::contains).toList();
  }

  private static List<String> last(List<String> words, int count) {
    return words.subList(Math.max(0, words.size() - count), words.size());
  }

  private static List<String> plus(List<String> words, String word) {
    List<String> all = new ArrayList<>(words);
    all.add(word);
    return all;
  }
}
