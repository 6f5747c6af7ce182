package io.xmlfleet.contract;

import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import io.xmlfleet.table.KeyGeneration;
import io.xmlfleet.table.Lookup;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.Table.Existing;
import io.xmlfleet.table.Table.ForeignKey;
import io.xmlfleet.table.TableId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tables that several contracts fill, each made one that takes the rows of all. Immutable.
 *
 * @param tables those of all contracts, each after those that it refers to
 * @param contradictions why there is no such table, a sentence each that names both places
 * @param notes what is other than a contract by itself would have it, likewise
 */
public record TableMerge(List<Table> tables, List<String> contradictions, List<String> notes) {
  private static final List<Kind> INTEGERS =
      List.of(Kind.TINYINT, Kind.SMALLINT, Kind.INT, Kind.BIGINT);

  /** Of SQL Server, and of no database less. */
  private static final int MOST_DIGITS = 38;

  public TableMerge {
    tables = List.copyOf(tables);
    contradictions = List.copyOf(contradictions);
    notes = List.copyOf(notes);
  }

  /** The tables of contracts together. */
  public static TableMerge of(List<List<TableMapping>> contracts) {
    Map<String, List<TableMapping>> byName = new LinkedHashMap<>();
    for (List<TableMapping> tables : contracts) {
      for (TableMapping table : tables) {
        byName.computeIfAbsent(folded(table.table().id()), any -> new ArrayList<>()).add(table);
      }
    }
    Merger merger = new Merger();
    List<Table> merged = new ArrayList<>();
    byName.values().forEach(same -> merged.add(merger.merged(same)));
    return new TableMerge(merger.ordered(merged), merger.contradictions, merger.notes);
  }

  /** Databases compare names without case. */
  private static String folded(TableId id) {
    return id.toString().toLowerCase(Locale.ROOT);
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Collects what it finds. Confined to one thread. */
  private static final class Merger {
    private final List<String> contradictions = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Table merged(List<TableMapping> same) {
      TableMapping first = same.get(0);
      if (same.size() == 1) {
        return first.table();
      }
      Map<String, List<ColumnMapping>> byName = new LinkedHashMap<>();
      for (TableMapping each : same) {
        requireAlike(first, each);
        for (ColumnMapping column : each.columns()) {
          byName
              .computeIfAbsent(folded(column.column().name()), any -> new ArrayList<>())
              .add(column);
        }
      }
      Set<ForeignKey> foreignKeys = new LinkedHashSet<>();
      same.forEach(each -> foreignKeys.addAll(each.table().foreignKeys()));
      return new Table(
          first.table().id(),
          byName.values().stream().map(columns -> column(same, columns)).toList(),
          first.table().primaryKey(),
          List.copyOf(foreignKeys),
          existing(same));
    }

    private static Existing existing(List<TableMapping> same) {
      Existing first = same.get(0).table().existing();
      List<String> naturalKey = first.naturalKey();
      Map<String, Lookup> lookups = new LinkedHashMap<>();
      for (TableMapping each : same) {
        Existing existing = each.table().existing();
        naturalKey = naturalKey.isEmpty() ? existing.naturalKey() : naturalKey;
        lookups.putAll(existing.lookups());
      }
      return new Existing(first.onDuplicate(), naturalKey, first.generation(), lookups);
    }

    private void requireAlike(TableMapping first, TableMapping other) {
      Table one = first.table();
      Table two = other.table();
      contradiction("key", one.primaryKey(), two.primaryKey(), first, other);
      contradiction("generated column", generated(one), generated(two), first, other);
      if (!naturalKey(one).isEmpty() && !naturalKey(two).isEmpty()) {
        contradiction("natural key", naturalKey(one), naturalKey(two), first, other);
      }
    }

    private void contradiction(
        String what, List<String> one, List<String> two, TableMapping first, TableMapping other) {
      if (!allFolded(one).equals(allFolded(two))) {
        contradictions.add(
            "%s: its %s is %s in %s and %s in %s; let it be the same in both"
                .formatted(
                    first.table().id(), what, names(one), first.at(), names(two), other.at()));
      }
    }

    private static List<String> naturalKey(Table table) {
      return table.existing().naturalKey();
    }

    private static List<String> generated(Table table) {
      KeyGeneration generation = table.existing().generation();
      return generation == null ? List.of() : List.of(generation.column());
    }

    private static List<String> allFolded(List<String> names) {
      return names.stream().map(TableMerge::folded).toList();
    }

    private static String names(List<String> columns) {
      return columns.isEmpty() ? "none" : '(' + String.join(", ", columns) + ')';
    }

    private Column column(List<TableMapping> tables, List<ColumnMapping> same) {
      TableMapping table = tables.get(0);
      ColumnMapping first = same.get(0);
      String name = table.table().id() + "." + first.column().name();
      ColumnType type = first.column().type();
      boolean nullable = first.column().nullable();
      boolean narrower = first.column().mayBeNarrower();
      boolean defaulted = first.column().nullIsDefault();
      for (ColumnMapping other : same.subList(1, same.size())) {
        type = type(name, type, first, other);
        narrower |= other.column().mayBeNarrower();
        defaulted |= other.column().nullIsDefault();
        if (other.column().nullable() != first.column().nullable()) {
          ColumnMapping required = nullable ? other : first;
          notes.add(
              "%s may be null: only %s requires it, and not %s"
                  .formatted(name, required.at(), (nullable ? first : other).at()));
        }
        nullable |= other.column().nullable();
      }
      if (same.size() < tables.size() && !isKey(table, first)) {
        if (!nullable) {
          notes.add(
              "%s may be null: %s requires it, and %s does not fill it"
                  .formatted(name, first.at(), other(tables, first).at()));
        }
        nullable = true;
      }
      return new Column(first.column().name(), type, nullable, narrower, defaulted);
    }

    private ColumnType type(String name, ColumnType so, ColumnMapping first, ColumnMapping other) {
      ColumnType its = other.column().type();
      if (its.equals(so)) {
        return so;
      }
      ColumnType both = wide(so, its);
      if (both == null) {
        contradictions.add(
            "%s is %s in %s and %s in %s; give it a type that holds both"
                .formatted(name, so, first.at(), its, other.at()));
        return so;
      }
      notes.add(
          "%s is %s: it is %s in %s and %s in %s"
              .formatted(name, both, so, first.at(), its, other.at()));
      return both;
    }

    private static TableMapping other(List<TableMapping> tables, ColumnMapping column) {
      return tables.stream()
          .filter(table -> !table.columns().contains(column))
          .findFirst()
          .orElseThrow();
    }

    private static boolean isKey(TableMapping table, ColumnMapping column) {
      return table.table().primaryKey().stream()
          .anyMatch(name -> name.equalsIgnoreCase(column.column().name()));
    }

    /** Each table after those that it refers to; as they come where that is all the same. */
    List<Table> ordered(List<Table> tables) {
      List<Table> left = new ArrayList<>(tables);
      List<Table> ordered = new ArrayList<>();
      Set<String> there = new LinkedHashSet<>();
      Set<String> all = tables.stream().map(each -> folded(each.id())).collect(Collectors.toSet());
      boolean progress = true;
      while (progress) {
        progress = false;
        for (Iterator<Table> each = left.iterator(); each.hasNext() && !progress; ) {
          Table table = each.next();
          boolean ready =
              table.foreignKeys().stream()
                  .map(key -> folded(key.references()))
                  .allMatch(
                      other ->
                          there.contains(other)
                              || !all.contains(other)
                              || other.equals(folded(table.id())));
          if (ready) {
            each.remove();
            ordered.add(table);
            there.add(folded(table.id()));
            progress = true;
          }
        }
      }
      if (!left.isEmpty()) {
        contradictions.add(
            "the contracts' foreign keys lead in a circle: "
                + left.stream().map(each -> each.id().toString()).collect(Collectors.joining(", "))
                + "; leave one of them out");
        ordered.addAll(left);
      }
      return ordered;
    }
  }

  /** The narrowest type that holds the values of both; null: there is none. */
  private static @Nullable ColumnType wide(ColumnType one, ColumnType two) {
    if (INTEGERS.contains(one.kind()) && INTEGERS.contains(two.kind())) {
      return INTEGERS.indexOf(one.kind()) < INTEGERS.indexOf(two.kind()) ? two : one;
    }
    if (one.kind() != two.kind()) {
      return null;
    }
    if (one.kind() == Kind.DECIMAL) {
      int places = Math.max(one.scale(), two.scale());
      int digits = Math.max(one.length() - one.scale(), two.length() - two.scale()) + places;
      return digits > MOST_DIGITS ? null : ColumnType.decimal(digits, places);
    }
    boolean unlimited = one.length() == 0 || two.length() == 0;
    return new ColumnType(one.kind(), unlimited ? 0 : Math.max(one.length(), two.length()), 0);
  }
}
