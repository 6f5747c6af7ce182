package io.xmlfleet.database.dialect;

import io.xmlfleet.table.Column;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How one database spells the names that contracts write in other letter cases, and what its
 * columns are, as far as its tables were looked at. Thread-safe.
 */
public final class Spellings {
  private final TimeSteps steps;
  private final Map<TableId, LiveTable> known = new ConcurrentHashMap<>();

  public Spellings(TimeSteps steps) {
    this.steps = steps;
  }

  public void learn(TableId table, LiveTable live) {
    if (live.exists()) {
      known.put(table, live);
    } else {
      known.remove(table);
    }
  }

  /** Whether a table was looked at and is there. */
  public boolean knows(TableId table) {
    return known.containsKey(table);
  }

  public TableId of(TableId table) {
    LiveTable live = known.get(table);
    if (live == null) {
      return table;
    }
    return new TableId(table.schema() == null ? null : live.id().schema(), live.id().name());
  }

  public String of(TableId table, String column) {
    return live(table, column).map(LiveColumn::name).orElse(column);
  }

  Optional<LiveColumn> live(TableId table, String column) {
    return Optional.ofNullable(known.get(table)).flatMap(live -> live.column(column));
  }

  /** Ordinals of the columns for which the database's own default takes the place of null. */
  BitSet defaulted(Table table) {
    BitSet defaulted = new BitSet();
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = table.columns().get(i);
      defaulted.set(
          i,
          column.nullIsDefault()
              && live(table.id(), column.name()).filter(LiveColumn::filled).isPresent());
    }
    return defaulted;
  }

  /** Whether a column is known to keep its text in a code page. */
  public boolean hasCodePage(TableId table, String column) {
    return live(table, column).filter(LiveColumn::hasCodePage).isPresent();
  }

  /** What becomes of a table's values, a column; null: nothing. */
  public @Nullable Narrowing[] narrowings(Table table) {
    @Nullable Narrowing[] narrowings = new Narrowing[table.columns().size()];
    for (int i = 0; i < narrowings.length; i++) {
      Column column = table.columns().get(i);
      Narrowing narrower =
          column.mayBeNarrower()
              ? live(table.id(), column.name()).map(live -> Narrowing.of(live, steps)).orElse(null)
              : null;
      narrowings[i] = narrower == null ? steps.finest() : narrower;
    }
    return narrowings;
  }
}
