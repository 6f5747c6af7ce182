package io.xmlfleet.cli.letter;

import io.xmlfleet.cli.terminal.TextTable;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.letter.DeadLetterEntry;
import io.xmlfleet.letter.DeadLetterGroup;
import io.xmlfleet.letter.LetterField;
import io.xmlfleet.message.LetterAction;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Dead letters for people. */
final class LetterTables {
  private LetterTables() {}

  static TextTable letters(List<DeadLetterEntry> open) {
    TextTable table =
        TextTable.of(
            TextTable.Column.left("item"),
            TextTable.Column.left("stage"),
            TextTable.Column.right("attempt"),
            TextTable.Column.left("document"),
            TextTable.Column.left("reason"));
    open.forEach(
        entry ->
            table.row(
                entry.item().key(),
                entry.head().failure().stage(),
                entry.head().attempt(),
                entry.head().recordId(),
                sentence(entry.head().failure())));
    return table;
  }

  /** Those that are parked, with the reason of the failure and that of parking. */
  static TextTable parked(List<DeadLetterEntry> letters) {
    TextTable table =
        TextTable.of(
            TextTable.Column.left("item"),
            TextTable.Column.left("stage"),
            TextTable.Column.right("attempt"),
            TextTable.Column.left("document"),
            TextTable.Column.left("parked"),
            TextTable.Column.left("reason"));
    letters.forEach(
        entry ->
            table.row(
                entry.item().key(),
                entry.head().failure().stage(),
                entry.head().attempt(),
                entry.head().recordId(),
                entry.state().parked() == null ? "" : by(entry.state().parked()),
                sentence(entry.head().failure())));
    return table;
  }

  /** Who did it, when and why. */
  static String by(LetterAction action) {
    String who = action.by() + ", " + action.at().truncatedTo(ChronoUnit.SECONDS);
    return action.note() == null ? who : who + ": " + action.note();
  }

  /** The reason stands last: it is the longest. */
  static TextTable groups(List<DeadLetterGroup> groups, List<LetterField> fields) {
    int reason = fields.indexOf(LetterField.REASON);
    List<TextTable.Column> columns = new ArrayList<>();
    fields.forEach(field -> columns.add(TextTable.Column.left(field.toString())));
    columns.add(TextTable.Column.right("count"));
    columns.add(TextTable.Column.left("first item"));
    TextTable table = new TextTable(withLast(columns, reason));
    for (DeadLetterGroup group : groups) {
      List<String> row = new ArrayList<>(group.values());
      row.add(Long.toString(group.count()));
      row.add(group.example().key());
      table.row(withLast(row, reason));
    }
    return table;
  }

  private static <T> List<T> withLast(List<T> list, int last) {
    if (last >= 0) {
      list.add(list.remove(last));
    }
    return list;
  }

  static String sentence(Failure failure) {
    String location = failure.location();
    return location == null ? failure.reason() : failure.reason() + " (" + location + ")";
  }
}
