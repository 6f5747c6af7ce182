package io.xmlfleet.workbench;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Loads the samples by the contract as it is saved, and looks at the rows. Thread-safe. */
public interface TrialRun {
  /** The same for a terminal. */
  String command();

  /**
   * Loads them; takes as long as that takes.
   *
   * @param said gets each line that people are told
   * @return the exit code
   */
  int run(Consumer<String> said) throws InterruptedException;

  /**
   * The first rows of the contract's tables in the database.
   *
   * @throws io.xmlfleet.failure.InfrastructureException if it does not answer
   */
  List<LoadedRows> rows();

  /**
   * Of one table, in no certain order.
   *
   * @param problem why there are none; null: there are
   */
  record LoadedRows(
      String table,
      List<String> columns,
      List<List<@Nullable String>> rows,
      @Nullable String problem) {}
}
