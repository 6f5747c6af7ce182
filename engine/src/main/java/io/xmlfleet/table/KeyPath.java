package io.xmlfleet.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the rows that a document has in a table are found again: by the key of the document's row in
 * a table that refers to no other one (the root), and from there by foreign keys. Immutable.
 *
 * <p>A table whose rows are kept or updated is a root of its own, and nothing leads through it: its
 * rows are shared by documents, and so a row that refers to one may be any document's.
 *
 * @param root the table whose key is asked for, of which a document has all values: its primary
 *     key, or else its natural one; this table itself, where it is one
 * @param columns of this table. Without {@code via} they hold values of the root's key, see {@code
 *     rootColumns}; with it they are a foreign key to that table's primary key
 * @param rootColumns the root's key columns whose values {@code columns} hold, in their order;
 *     empty with {@code via}
 * @param via a table between this one and the root; null: none is needed
 */
public record KeyPath(
    Table table,
    TableId root,
    List<String> columns,
    List<String> rootColumns,
    @Nullable KeyPath via) {
  public KeyPath {
    columns = List.copyOf(columns);
    rootColumns = List.copyOf(rootColumns);
  }

  /** Columns of the root whose values a search binds, in the order of its parameters. */
  public List<String> bound() {
    return via == null ? rootColumns : via.bound();
  }

  /**
   * Of all tables that can be reached: those with a foreign key to one that can be reached, and
   * those with a primary key and no such foreign key, which are roots.
   *
   * @param tables each after those that it refers to
   * @return in the same order
   */
  public static Map<TableId, KeyPath> of(List<Table> tables) {
    Map<TableId, KeyPath> paths = new LinkedHashMap<>();
    Map<TableId, Set<String>> unknown = new HashMap<>();
    for (Table table : tables) {
      unknown.put(table.id(), unknown(table, tables, unknown));
      path(table, paths, unknown.get(table.id())).ifPresent(path -> paths.put(table.id(), path));
    }
    return paths;
  }

  /** Columns whose values the database alone knows, as far as keys go. */
  private static Set<String> unknown(
      Table table, List<Table> tables, Map<TableId, Set<String>> known) {
    Set<String> unknown = new HashSet<>(table.existing().lookups().keySet());
    KeyGeneration generation = table.existing().generation();
    if (generation != null) {
      unknown.add(generation.column());
    }
    for (Table.ForeignKey key : table.foreignKeys()) {
      for (Table parent : tables) {
        if (parent.id().equals(key.references())) {
          for (int i = 0; i < key.columns().size(); i++) {
            if (known.getOrDefault(parent.id(), Set.of()).contains(parent.primaryKey().get(i))) {
              unknown.add(key.columns().get(i));
            }
          }
        }
      }
    }
    return unknown;
  }

  private static Optional<KeyPath> path(
      Table table, Map<TableId, KeyPath> known, Set<String> unknown) {
    if (!table.existing().isShared()) {
      Optional<Table.ForeignKey> foreignKey = best(table, known);
      if (foreignKey.isPresent()) {
        KeyPath parent = Objects.requireNonNull(known.get(foreignKey.get().references()));
        return Optional.of(below(parent, table, foreignKey.get().columns()));
      }
    }
    List<String> natural = table.existing().naturalKey();
    return Stream.of(table.existing().isShared() ? natural : table.primaryKey(), natural)
        .filter(key -> !key.isEmpty() && key.stream().noneMatch(unknown::contains))
        .findFirst()
        .map(key -> new KeyPath(table, table.id(), key, key, null));
  }

  /** A foreign key that every row has, if there is one; a null leads nowhere. */
  private static Optional<Table.ForeignKey> best(Table table, Map<TableId, KeyPath> known) {
    List<Table.ForeignKey> usable =
        table.foreignKeys().stream()
            .filter(key -> known.containsKey(key.references()))
            .filter(key -> !key.references().equals(table.id()))
            .filter(key -> !isShared(known.get(key.references())))
            .toList();
    Optional<Table.ForeignKey> always =
        usable.stream().filter(key -> isRequired(table, key.columns())).findFirst();
    return always.isPresent() ? always : usable.stream().findFirst();
  }

  private static boolean isShared(@Nullable KeyPath path) {
    return path != null && path.table.existing().isShared();
  }

  private static boolean isRequired(Table table, List<String> columns) {
    return table.columns().stream()
        .noneMatch(column -> column.nullable() && columns.contains(column.name()));
  }

  /** Without a detour where the foreign key itself has the values of the root's key. */
  private static KeyPath below(KeyPath parent, Table table, List<String> foreignKey) {
    List<String> parentKey = parent.table.primaryKey();
    if (parent.via != null || !parentKey.containsAll(parent.columns)) {
      return new KeyPath(table, parent.root, foreignKey, List.of(), parent);
    }
    List<String> columns = new ArrayList<>();
    parent.columns.forEach(column -> columns.add(foreignKey.get(parentKey.indexOf(column))));
    return new KeyPath(table, parent.root, columns, parent.rootColumns, null);
  }
}
