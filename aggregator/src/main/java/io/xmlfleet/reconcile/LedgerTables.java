package io.xmlfleet.reconcile;

import io.xmlfleet.database.Database;
import io.xmlfleet.database.schema.RowCounts;
import io.xmlfleet.ledger.LedgerReader;
import io.xmlfleet.table.TableId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** The tables that the ledger names, and whether they have the rows that it says. Thread-safe. */
final class LedgerTables {
  private final Database database;
  private final LedgerReader ledger;

  LedgerTables(Database database, LedgerReader ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  /** A table under the name that the ledger uses first, and its rows. */
  private record Claim(String name, OptionalLong rows, long claimed) {
    Claim plus(long more) {
      return new Claim(name, rows, claimed + more);
    }
  }

  /**
   * Counts. The ledger is asked first: what is loaded meanwhile makes a table larger, never
   * smaller.
   */
  List<TableCount> compare() {
    Map<String, Claim> claims = new LinkedHashMap<>();
    ledger
        .rowTotals()
        .forEach(
            (name, rows) -> {
              TableId table = table(name);
              Claim known = claims.get(key(table));
              claims.put(
                  key(table),
                  known == null
                      ? new Claim(name, new RowCounts(database).of(table), rows)
                      : known.plus(rows));
            });
    List<TableCount> tables = new ArrayList<>();
    for (Claim claim : claims.values()) {
      Long rows = claim.rows.isPresent() ? claim.rows.getAsLong() : null;
      tables.add(new TableCount(claim.name, rows, claim.claimed));
    }
    return tables;
  }

  /**
   * The ledger writes {@code schema.table} or {@code table}; a table's name may have a dot, too.
   */
  private TableId table(String name) {
    TableId whole = new TableId(null, name);
    int dot = name.indexOf('.');
    if (dot < 1 || new RowCounts(database).of(whole).isPresent()) {
      return whole;
    }
    return new TableId(name.substring(0, dot), name.substring(dot + 1));
  }

  /** Two contracts may name one table with and without its schema. */
  private String key(TableId table) {
    String schema = table.schema() == null ? database.dialect().defaultSchema() : table.schema();
    return (schema + '.' + table.name()).toLowerCase(Locale.ROOT);
  }
}
