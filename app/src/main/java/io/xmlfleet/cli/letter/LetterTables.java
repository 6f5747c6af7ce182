package io.xmlfleet.cli.letter;

import io.xmlfleet.cli.terminal.TextTable;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.letter.DeadLetterEntry;
import io.xmlfleet.letter.DeadLetterGroup;
import io.xmlfleet.letter.LetterField;
import io.xmlfleet.message.LetterAction;
import io.xmlfleet.text.PlainText;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Dead letters for people. */
final class LetterTables {
  private LetterTables() {}

  static TextTable letters(List<DeadLetterEntry> open) {
    TextTable table = TextTable.of("item", "stage", "#attempt", "document", "reason");
    open.forEach(entry -> table.row(row(entry, sentence(entry.head().failure()))));
    return table;
  }

  /** Those that are parked, with the reason of the failure and that of parking. */
  static TextTable parked(List<DeadLetterEntry> letters) {
    TextTable table = TextTable.of("item", "stage", "#attempt", "document", "parked", "reason");
    for (DeadLetterEntry entry : letters) {
      LetterAction parked = entry.state().parked();
      String by = parked == null ? "" : by(parked);
      table.row(row(entry, by, sentence(entry.head().failure())));
    }
    return table;
  }

  private static List<String> row(DeadLetterEntry entry, String... rest) {
    List<String> row = new ArrayList<>();
    row.add(entry.item().key());
    row.add(entry.head().failure().stage().toString());
    row.add(Integer.toString(entry.head().attempt()));
    row.add(entry.head().recordId());
    row.addAll(List.of(rest));
    return row;
  }

  /** Who did it, when and why. */
  static String by(LetterAction action) {
    String who = action.by() + ", " + action.at().truncatedTo(ChronoUnit.SECONDS);
    return PlainText.oneLine(action.note() == null ? who : who + ": " + action.note());
  }

  /** The reason stands last: it is the longest. */
  static TextTable groups(List<DeadLetterGroup> groups, List<LetterField> fields) {
    int reason = fields.indexOf(LetterField.REASON);
    List<String> columns = new ArrayList<>(fields.stream().map(LetterField::toString).toList());
    columns.add("#count");
    columns.add("first item");
    TextTable table = TextTable.of(withLast(columns, reason).toArray(String[]::new));
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
