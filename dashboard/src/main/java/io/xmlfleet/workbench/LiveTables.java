package io.xmlfleet.workbench;

import io.xmlfleet.database.schema.Mend;
import io.xmlfleet.table.Table;
import java.util.List;

/** A database beside the contract. Thread-safe. */
@FunctionalInterface
public interface LiveTables {
  /**
   * In what the database differs from tables.
   *
   * @throws io.xmlfleet.failure.InfrastructureException if it does not answer
   */
  List<Difference> differences(List<Table> tables);

  /**
   * One of them.
   *
   * @param error whether it keeps documents from being loaded
   * @param mend what would make both agree
   */
  record Difference(boolean error, String text, Mend mend) {}
}
