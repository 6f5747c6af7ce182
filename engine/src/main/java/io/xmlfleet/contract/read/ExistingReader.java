package io.xmlfleet.contract.read;

import io.xmlfleet.contract.ColumnMapping;
import io.xmlfleet.contract.ValueSource;
import io.xmlfleet.table.KeyGeneration;
import io.xmlfleet.table.Lookup;
import io.xmlfleet.table.OnDuplicate;
import io.xmlfleet.table.Table.Existing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a table's rows have to do with what is in the database already. */
final class ExistingReader {
  private final Problems problems;
  private final TablesAbove above;

  ExistingReader(Problems problems, TablesAbove above) {
    this.problems = problems;
    this.above = above;
  }

  Existing read(Fields table, ColumnReader.Row row, List<ColumnMapping> columns) {
    KeyGeneration generation = generation(columns);
    OnDuplicate onDuplicate = table.choice("on-duplicate", OnDuplicate.REJECT);
    List<String> written = row.naturalKey();
    List<String> naturalKey =
        written.isEmpty() && onDuplicate != OnDuplicate.REJECT ? row.key() : written;
    if (generation != null && written.contains(generation.column())) {
      problems.add(
          table.place("natural-key"),
          "the database makes column " + generation.column() + ", so no row is known by it");
    }
    if (onDuplicate != OnDuplicate.REJECT) {
      String need = need(onDuplicate, naturalKey, generation, row.key(), columns);
      if (need != null) {
        String word = onDuplicate.name().toLowerCase(Locale.ROOT);
        problems.add(table.place("on-duplicate"), "on-duplicate: " + word + need);
      }
    }
    return new Existing(onDuplicate, naturalKey, generation, lookups(columns));
  }

  /** What is missing for a row to be kept or updated; null: nothing is. */
  private static @Nullable String need(
      OnDuplicate onDuplicate,
      List<String> naturalKey,
      @Nullable KeyGeneration generation,
      List<String> key,
      List<ColumnMapping> columns) {
    if (naturalKey.isEmpty()) {
      return " needs a key or a natural-key, by which a row is known";
    }
    if (generation != null && naturalKey.equals(key)) {
      return " needs a natural-key, by which a row is known: the database makes the key";
    }
    Set<String> same = new HashSet<>(key);
    same.addAll(naturalKey);
    return onDuplicate == OnDuplicate.UPDATE
            && columns.stream().allMatch(each -> same.contains(each.column().name()))
        ? " has no column to update besides the key; write keep"
        : null;
  }

  private @Nullable KeyGeneration generation(List<ColumnMapping> columns) {
    KeyGeneration generation = null;
    for (ColumnMapping column : columns) {
      if (column.source() instanceof ValueSource.Generated generated) {
        if (generation != null) {
          problems.add(column.at(), "a table has at most one generated column");
        }
        generation = new KeyGeneration(column.column().name(), generated.sequence());
      }
    }
    return generation;
  }

  /** By column: of its own, or of the key that it is. */
  private Map<String, Lookup> lookups(List<ColumnMapping> columns) {
    Map<String, Lookup> lookups = new HashMap<>();
    for (ColumnMapping column : columns) {
      Lookup lookup = null;
      if (column.source() instanceof ValueSource.FromLookup from) {
        lookup = from.lookup();
      } else if (column.source() instanceof ValueSource.KeyOf keyOf) {
        lookup = above.lookupOfKey(keyOf.table());
      }
      if (lookup != null) {
        lookups.put(column.column().name(), lookup);
      }
    }
    return lookups;
  }
}
