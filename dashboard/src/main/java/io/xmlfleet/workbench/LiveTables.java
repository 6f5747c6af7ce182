package io.xmlfleet.workbench;

import io.xmlfleet.database.schema.ExistingTable;
import io.xmlfleet.database.schema.Mend;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import java.util.List;

/**
 * A database beside the contract. Each throws an {@link
 * io.xmlfleet.failure.InfrastructureException} if it does not answer. Thread-safe.
 */
public interface LiveTables {
  /** In what the database differs from tables. */
  List<Difference> differences(List<Table> tables);

  /** Which tables documents may be loaded into, with their schemas. */
  List<TableId> names();

  /** One of them; without columns if there is none. */
  ExistingTable table(TableId table);

  /**
   * In what one table differs.
   *
   * @param error whether it keeps documents from being loaded
   * @param mend what would make both agree
   */
  record Difference(boolean error, String text, Mend mend) {}
}
