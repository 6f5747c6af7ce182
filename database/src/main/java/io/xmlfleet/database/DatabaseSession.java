package io.xmlfleet.database;

import io.xmlfleet.database.dialect.FailureKind;
import java.time.Duration;

/**
 * One worker's connection to the database, leased for the worker's life and replaced when broken.
 * Confined to one thread.
 */
public interface DatabaseSession extends AutoCloseable {
  /** Work inside one transaction. */
  @FunctionalInterface
  interface Work<T> {
    T in(Transaction transaction);
  }

  /**
   * Runs the work and commits; rolls back when it throws.
   *
   * @param limit longest time of any one statement
   * @throws DatabaseFailureException with the dialect's verdict. After {@link
   *     FailureKind#UNAVAILABLE} the commit may have landed or not: ask the ledger. The next call
   *     gets a new connection.
   */
  <T> T inTransaction(Duration limit, Work<T> work);

  /** Whether the database answers, with a fresh connection if the old one is broken. */
  boolean alive();

  /**
   * Breaks the connection under a call that does not return, if the driver can. The one method for
   * any thread.
   */
  default void abort() {}

  @Override
  void close();
}
