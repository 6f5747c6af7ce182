package io.xmlfleet.pipeline;

import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.failure.XmlfleetException;
import io.xmlfleet.ledger.Ledger;
import io.xmlfleet.mapping.Mapped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Loads batches: all documents of a batch in one transaction with their ledger rows; when the
 * database refuses some, bisects the batch until they are found, so that one costs O(log n)
 * transactions. Confined to one thread, like its session.
 *
 * <p>Each transaction starts with a question to the ledger, and so every repetition is safe: after
 * a crash, a rebalance, or a connection that was lost while it committed.
 */
public final class BatchLoader {
  private final DatabaseSession session;
  private final Ledger ledger;
  private final LoadPolicy policy;
  private final Clock clock;
  private final Waiting waiting;
  private final RandomGenerator random = new SplittableRandom();
  private final FaultLog faults = new FaultLog();
  private final Patience patience = new Patience();

  /** A loader; the session stays the caller's to close. */
  public BatchLoader(
      DatabaseSession session, Ledger ledger, LoadPolicy policy, Clock clock, Waiting waiting) {
    this.session = session;
    this.ledger = ledger;
    this.policy = policy;
    this.clock = clock;
    this.waiting = waiting;
  }

  /**
   * Loads what is new and says what became of each item.
   *
   * @return one decision an item, in the order of the items
   * @throws DatabaseFailureException when the database is away, not as it must be, or failed by
   *     chance too often. Nobody is rejected for that; some items may be loaded. The caller gives
   *     the same batch again later.
   */
  public List<DecidedItem> load(List<PreparedItem> items) {
    IdentityHashMap<PreparedItem, DecidedItem> decided = new IdentityHashMap<>();
    List<PreparedItem> open = new ArrayList<>();
    for (PreparedItem item : items) {
      if (item.key().isEmpty() && item.mapped() instanceof Mapped.Rejected rejected) {
        decide(DecidedItem.rejected(item, rejected.failure()), decided);
      } else {
        open.add(item);
      }
    }
    while (!open.isEmpty()) {
      // Decides the first item of each key at least; the next round's look-up decides the rest.
      loadOrBisect(List.copyOf(open), decided);
      open.removeIf(decided::containsKey);
    }
    patience.renew();
    return items.stream().map(item -> Objects.requireNonNull(decided.get(item))).toList();
  }

  /** Two deliveries of one item are two items here. */
  private static void decide(DecidedItem item, IdentityHashMap<PreparedItem, DecidedItem> decided) {
    decided.put(item.item(), item);
  }

  private void loadOrBisect(
      List<PreparedItem> items, IdentityHashMap<PreparedItem, DecidedItem> decided) {
    Optional<Failure> rejection = tryToLoad(items, decided);
    if (rejection.isEmpty()) {
      return;
    }
    if (items.size() == 1) {
      decide(DecidedItem.rejected(items.get(0), rejection.get()), decided);
      return;
    }
    policy.observer().bisected();
    int half = items.size() / 2;
    loadOrBisect(items.subList(0, half), decided);
    loadOrBisect(items.subList(half, items.size()), decided);
  }

  /** Loads the items, or says why the database does not take one of them. */
  private Optional<Failure> tryToLoad(
      List<PreparedItem> items, IdentityHashMap<PreparedItem, DecidedItem> decided) {
    waiting.waitFor(Duration.ZERO);
    for (int failures = 1; ; failures++) {
      Attempt attempt = attempt(items);
      try {
        session
            .inTransaction(policy.statementLimit(), attempt)
            .forEach(item -> decide(item, decided));
        patience.committed();
        return Optional.empty();
      } catch (DatabaseFailureException e) {
        FailureAction action = FailureAction.of(e.kind(), attempt.step());
        if (action == FailureAction.BISECT) {
          return Optional.of(rejection(e));
        }
        if (action == FailureAction.WAIT || failures >= policy.tries()) {
          if (e.kind() == FailureKind.TRANSIENT && patience.isOver(items.size())) {
            return Optional.of(rejection(e));
          }
          throw e;
        }
      } catch (XmlfleetException e) {
        throw e;
      } catch (RuntimeException e) {
        if (attempt.step() != LoadStep.WRITE) {
          throw e;
        }
        // The rows upset the writer itself. Without a verdict they would come back for ever.
        return Optional.of(faults.rejection(e));
      }
      policy.observer().retried();
      waiting.waitFor(policy.backoff().delay(failures, random));
    }
  }

  private Attempt attempt(List<PreparedItem> items) {
    LoadMode mode = policy.mode();
    if (mode instanceof LoadMode.Verify verify) {
      return new VerifyAttempt(items, verify.rows());
    }
    Replacement replacement =
        mode instanceof LoadMode.Replace replace ? new Replacement(replace.rows()) : null;
    return new LoadAttempt(items, ledger, replacement, policy.worker(), clock);
  }

  private static Failure rejection(DatabaseFailureException e) {
    Stage stage = e.kind() == FailureKind.TIMEOUT ? Stage.TIMEOUT : Stage.INSERTION;
    String reason = e.getMessage();
    return new Failure(
        stage,
        reason == null ? "the database refused the rows" : reason,
        e.table() == null ? null : e.table().toString());
  }
}
