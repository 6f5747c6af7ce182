package io.xmlfleet.draft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table in the making: the elements of one path become its rows. Confined to one thread. */
final class TableDraft {
  private final @Nullable TableDraft parent;
  private final ElementShape shape;
  private final List<String> steps;
  private final List<String> words;
  private final List<TableDraft> inner = new ArrayList<>();
  private final List<Found> found = new ArrayList<>();
  private final Map<String, List<String>> left = new LinkedHashMap<>();
  private final int sequence;
  private boolean accepted;
  private List<ColumnDraft> columns = List.of();
  private String name = "";

  /**
   * A value on its way to a column.
   *
   * @param steps from the row's element to the one that has it
   * @param words names for the column, outer ones first
   */
  record Found(List<String> steps, List<String> words, ValueShape value) {
    String path() {
      return value.in(steps);
    }
  }

  /**
   * Begins a table that may come to be.
   *
   * @param parent the nearest one around it; null: its rows' element is a root
   * @param steps of the path from the root
   * @param words the same path as names for tables
   * @param sequence tells which was found first
   */
  TableDraft(
      @Nullable TableDraft parent,
      ElementShape shape,
      List<String> steps,
      List<String> words,
      int sequence) {
    this.sequence = sequence;
    this.parent = parent;
    this.shape = shape;
    this.steps = List.copyOf(steps);
    this.words = List.copyOf(words);
    if (parent != null) {
      parent.inner.add(this);
    }
  }

  @Nullable TableDraft parent() {
    return parent;
  }

  ElementShape shape() {
    return shape;
  }

  List<String> steps() {
    return steps;
  }

  List<String> words() {
    return words;
  }

  List<Found> found() {
    return found;
  }

  /** What of its elements no column takes: paths by reason, in order. */
  Map<String, List<String>> left() {
    return left;
  }

  /**
   * Notes what no column takes.
   *
   * @param steps to an element
   * @param remark the reason; before it maybe the name of an element in that one, with a colon
   */
  void leave(List<String> steps, String remark) {
    int colon = remark.indexOf(": ");
    List<String> path = new ArrayList<>(steps);
    if (colon >= 0) {
      path.add(remark.substring(0, colon));
    }
    left.computeIfAbsent(remark.substring(colon < 0 ? 0 : colon + 2), any -> new ArrayList<>())
        .add(String.join("/", path));
  }

  String name() {
    return name;
  }

  void name(String given) {
    name = given;
  }

  List<ColumnDraft> columns() {
    return columns;
  }

  void columns(List<ColumnDraft> made) {
    columns = List.copyOf(made);
  }

  /** The absolute path of its rows' elements. */
  String each() {
    return '/' + String.join("/", steps);
  }

  /** The column that numbers its rows. */
  String number() {
    return name + "_no";
  }

  /** From a row's element up to that of its parent's: {@code ..}, {@code ../..}. */
  static String climb(TableDraft from, TableDraft to) {
    return String.join(
        "/", java.util.Collections.nCopies(from.steps.size() - to.steps.size(), ".."));
  }

  int sequence() {
    return sequence;
  }

  void accept() {
    accepted = true;
  }

  /** Its elements go to the overflow of the table around it. */
  void leave(String reason) {
    if (parent != null) {
      parent.leave(steps.subList(parent.steps.size(), steps.size()), reason);
    }
  }

  /** It and all tables inside it that came to be, outer ones first. */
  void addTo(List<TableDraft> tables) {
    if (accepted) {
      tables.add(this);
      inner.forEach(table -> table.addTo(tables));
    }
  }
}
