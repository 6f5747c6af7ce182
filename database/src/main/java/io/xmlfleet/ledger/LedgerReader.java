package io.xmlfleet.ledger;

import io.xmlfleet.database.Database;
import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.database.FailureReader;
import io.xmlfleet.database.dialect.SqlNames;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.table.TableId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ledger by the many, for those who compare it with something; each call reads the table
 * once, row by row. Thread-safe.
 */
public final class LedgerReader {
  private static final String UNREADABLE =
      "the ledger, which the first load into a database makes, cannot be read";
  private static final int ROWS_A_FETCH = 1_000;

  private final Database database;
  private final TableId table;
  private final KeyLookup lookup;

  public LedgerReader(Database database) {
    this.database = database;
    this.table = LedgerTable.table().id();
    this.lookup = new KeyLookup(table, database.dialect());
  }

  private interface Row {
    void read(ResultSet row) throws SQLException;
  }

  /**
   * The entries of one run's items, in no order. A long record id or name is cut as the table shows
   * it.
   *
   * @throws InfrastructureException if the database does not answer or has no ledger
   */
  public void entries(String run, Consumer<LedgerEntry> visitor) {
    EntryReader reader = new EntryReader();
    read(
        lookup.select(EntryReader.COLUMNS) + column("run_id") + " = ?",
        run,
        row -> visitor.accept(reader.read(row)));
  }

  /**
   * The sequences of one run's items, in no order.
   *
   * @throws InfrastructureException as {@link #entries}
   */
  public void sequences(String run, LongConsumer visitor) {
    read(
        lookup.select(List.of("run_id", "sequence")) + column("run_id") + " = ?",
        run,
        row -> visitor.accept(row.getLong("sequence")));
  }

  /**
   * By which items documents were loaded, of those that are.
   *
   * @throws InfrastructureException as {@link #entries}
   */
  public Map<LedgerKey, ItemId> loaders(Collection<LedgerKey> keys) {
    Map<LedgerKey, ItemId> loaders = new HashMap<>();
    look(
        List.of("run_id", "sequence"),
        keys,
        (key, row) -> loaders.put(key, new ItemId(row.getString(2), row.getLong(3))));
    return loaders;
  }

  /**
   * Which of the documents are loaded, by whomsoever. Cheaper than {@link #loaders} where a ledger
   * is large.
   *
   * @throws InfrastructureException as {@link #entries}
   */
  public Set<LedgerKey> known(Collection<LedgerKey> keys) {
    Set<LedgerKey> known = new HashSet<>();
    look(List.of(), keys, (key, row) -> known.add(key));
    return known;
  }

  private void look(List<String> columns, Collection<LedgerKey> keys, KeyLookup.Found visitor) {
    database.ask(
        UNREADABLE,
        connection -> {
          try {
            lookup.each(connection::prepareStatement, columns, keys, visitor);
            return true;
          } catch (DatabaseFailureException e) {
            throw unreadable(e);
          }
        });
  }

  /**
   * What the ledger says was inserted in all runs, by table. The database counts: many documents
   * have the same numbers of rows.
   *
   * @throws InfrastructureException as {@link #entries}
   */
  public Map<String, Long> rowTotals() {
    Map<String, Long> totals = new LinkedHashMap<>();
    String rows = column("rows_json");
    read(
        "SELECT " + rows + ", COUNT(*) FROM " + name() + " GROUP BY " + rows,
        null,
        row -> {
          long documents = row.getLong(2);
          RowsText.read(row.getString(1))
              .rows()
              .forEach((table, count) -> totals.merge(table, count * documents, Long::sum));
        });
    return totals;
  }

  private void read(String sql, @Nullable String run, Row reader) {
    AtomicBoolean begun = new AtomicBoolean();
    // The pool ends the transaction when it takes the connection back.
    database.ask(
        UNREADABLE,
        connection -> {
          try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setFetchSize(ROWS_A_FETCH);
            if (run != null) {
              database.dialect().binding().setText(query, 1, run);
            }
            try (ResultSet rows = query.executeQuery()) {
              while (rows.next()) {
                begun.set(true);
                // A collation may take two runs' names for equal.
                if (run == null || run.equals(rows.getString("run_id"))) {
                  reader.read(rows);
                }
              }
            }
            return true;
          } catch (SQLException e) {
            if (begun.get()) { // nobody is to be told of a row twice
              throw new InfrastructureException(
                  UNREADABLE
                      + " to its end: "
                      + new FailureReader(database.dialect()).read(table, e).getMessage(),
                  e);
            }
            throw e;
          }
        });
  }

  private static InfrastructureException unreadable(DatabaseFailureException e) {
    return new InfrastructureException(UNREADABLE + ": " + e.getMessage(), e);
  }

  private String name() {
    return SqlNames.of(table, database.dialect());
  }

  private String column(String name) {
    return database.dialect().quote(name);
  }
}
