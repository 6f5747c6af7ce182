package io.xmlfleet.ledger;

import io.xmlfleet.database.Transaction;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The table that knows what was loaded. Its rows commit with the documents' rows, so it is never
 * wrong about them. Thread-safe.
 */
public interface Ledger {
  /**
   * Which of the keys are loaded, in one round trip per few hundred keys.
   *
   * @return the entries found; a key that is absent is not loaded
   * @throws io.xmlfleet.database.DatabaseFailureException with the dialect's verdict
   */
  Map<LedgerKey, LedgerEntry> find(Transaction transaction, Collection<LedgerKey> keys);

  /**
   * Claims the documents, before their rows are written.
   *
   * @param entries keys pairwise different
   * @throws io.xmlfleet.database.DatabaseFailureException of kind DUPLICATE_KEY when another
   *     transaction has claimed one of them
   */
  void record(Transaction transaction, List<LedgerEntry> entries);

  /**
   * Corrects what this transaction has recorded: of the documents' rows some were there already.
   *
   * @param entries keys as they were recorded
   * @throws io.xmlfleet.database.DatabaseFailureException with the dialect's verdict
   */
  void amend(Transaction transaction, List<LedgerEntry> entries);

  /**
   * Removes entries whose documents are about to be loaded in newer versions.
   *
   * @param entries as {@link #find} gave them in this transaction
   * @throws io.xmlfleet.database.DatabaseFailureException of kind TRANSIENT when another
   *     transaction has replaced one of them meanwhile
   */
  void forget(Transaction transaction, List<LedgerEntry> entries);
}
