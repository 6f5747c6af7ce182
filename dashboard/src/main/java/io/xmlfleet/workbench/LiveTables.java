package io.xmlfleet.workbench;

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

  /** One of them; an error keeps documents from being loaded. */
  record Difference(boolean error, String text) {}
}
