package io.xmlfleet.pipeline;

import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.database.Transaction;
import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.table.TableId;
import java.lang.ref.SoftReference;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells a document that takes too long from a table that is locked: does again what a document that
 * got through once did with the table, a row of it, and rolls it back. Shared by the workers of a
 * process, so that a worker learns from all of them. Thread-safe.
 */
public final class TableProbes {
  /** Softly: a row may hold most of a large document, and documents in hand come first. */
  private final Map<TableId, SoftReference<Consumer<Transaction>>> probes =
      new ConcurrentHashMap<>();

  /** A transaction with this in it has committed. */
  void learn(Map<TableId, Consumer<Transaction>> done) {
    done.forEach(
        (table, step) ->
            probes.compute(
                table,
                (any, known) ->
                    known == null || known.refersTo(null) ? new SoftReference<>(step) : known));
  }

  /**
   * Whether others get through, now.
   *
   * @param limit longest time that one row may take
   * @return empty: nobody has before, and so nothing is known
   * @throws DatabaseFailureException if the database is away, or not as it must be
   */
  Optional<Boolean> isOpen(@Nullable TableId table, DatabaseSession session, Duration limit) {
    SoftReference<Consumer<Transaction>> known = table == null ? null : probes.get(table);
    Consumer<Transaction> probe = known == null ? null : known.get();
    if (probe == null) {
      return Optional.empty();
    }
    try {
      return session.inTransaction(
          limit,
          transaction -> {
            probe.accept(transaction);
            throw new DatabaseFailureException(FailureKind.DATA, table, "rolled back", null);
          });
    } catch (DatabaseFailureException e) {
      return switch (e.kind()) {
        case TIMEOUT, TRANSIENT -> Optional.of(false);
        // The row is there already, for one: the table has answered.
        case DATA, DUPLICATE_KEY, LATE_KEY, UNKNOWN -> Optional.of(true);
        case UNAVAILABLE, CONFIGURATION -> throw e;
      };
    }
  }
}
