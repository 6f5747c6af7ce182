package io.xmlfleet.database.schema;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A table as the database has it. Immutable.
 *
 * @param columns none: there is no such table
 * @param primaryKey names in lower case
 * @param references {@code schema.table} of those that its foreign keys refer to, in lower case
 */
record LiveTable(List<LiveColumn> columns, List<String> primaryKey, Set<String> references) {
  LiveTable {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    references = Set.copyOf(references);
  }

  boolean exists() {
    return !columns.isEmpty();
  }

  /** Databases compare names without case. */
  Optional<LiveColumn> column(String name) {
    return columns.stream().filter(column -> lower(column.name()).equals(lower(name))).findFirst();
  }

  static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
