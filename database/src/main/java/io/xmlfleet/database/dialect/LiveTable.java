package io.xmlfleet.database.dialect;

import io.xmlfleet.table.TableId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A table or view as the database has it. Immutable.
 *
 * @param id as the database spells it
 * @param columns none: there is no such table
 * @param primaryKey names in lower case
 * @param references {@code schema.table} of those that its foreign keys refer to, in lower case
 */
public record LiveTable(
    TableId id,
    Insertable insertable,
    List<LiveColumn> columns,
    List<String> primaryKey,
    Set<String> references) {
  public LiveTable {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    references = Set.copyOf(references);
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

  public static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
