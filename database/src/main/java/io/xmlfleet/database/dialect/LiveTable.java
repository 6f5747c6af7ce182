package io.xmlfleet.database.dialect;

import io.xmlfleet.table.TableId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table or view as the database has it. Immutable.
 *
 * @param id as the database spells it
 * @param columns none: there is no such table
 * @param primaryKey names in lower case
 * @param references {@code schema.table} of those that its foreign keys refer to, in lower case
 * @param uniqueKeys names in lower case, of each key of which no two rows have the same values
 */
public record LiveTable(
    TableId id,
    Insertable insertable,
    List<LiveColumn> columns,
    List<String> primaryKey,
    Set<String> references,
    List<Set<String>> uniqueKeys) {
  public LiveTable {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    references = Set.copyOf(references);
    uniqueKeys = uniqueKeys.stream().map(Set::copyOf).toList();
  }

  /** Whether rows can be inserted. */
  public enum Insertable {
    NO,
    YES,
    /** A view: only a trial tells. */
    PERHAPS
  }

  public boolean exists() {
    return !columns.isEmpty();
  }

  /** The column of this name, else the only one of it in other letter cases. */
  public Optional<LiveColumn> column(String name) {
    List<LiveColumn> alike =
        columns.stream().filter(column -> lower(column.name()).equals(lower(name))).toList();
    return alike.size() == 1
        ? Optional.of(alike.get(0))
        : alike.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /** Whether no two rows can have the same values in these columns. */
  public boolean isUnique(Collection<String> names) {
    Set<String> wanted = names.stream().map(LiveTable::lower).collect(Collectors.toSet());
    return uniqueKeys.stream().anyMatch(wanted::containsAll);
  }

  public static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
