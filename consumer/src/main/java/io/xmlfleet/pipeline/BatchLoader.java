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
import org.jspecify.annotations.Nullable;

/**
 * Loads batches: all documents of a batch in one transaction with their ledger rows; when the
 * database refuses some, bisects the batch until they are found, so that one costs O(log n)
 * transactions. Confined to one thread, like its session.
 *
 * <p>Each transaction starts with a question to the ledger, and so every repetition is safe: after
 * a crash, a rebalance, or a connection that was lost while it committed.
 */
public final class BatchLoader {
  /** Each is {@link LoadPolicy#tries}, and a wait of the caller's. */
  static final int ROUNDS = 3;

  /** Some minutes. */
  static final int MOST_ROUNDS = 100;

  private final DatabaseSession session;
  private final Ledger ledger;
  private final LoadPolicy policy;
  private final Clock clock;
  private final Waiting waiting;
  private final RandomGenerator random = new SplittableRandom();
  private final FaultLog faults = new FaultLog();

  /** How often in a row all tries of a transaction failed by chance. */
  private int rounds;

  /** A batch ran over its time where nobody had got through before: from now on in parts. */
  private boolean slow;

  /** What the last document failed by that could neither be loaded nor blamed. */
  private @Nullable DatabaseFailureException putOff;

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
   * @throws DatabaseFailureException when the database is away, slow, not as it must be, or failed
   *     by chance too often. Nobody is rejected for that; some items may be loaded. The caller
   *     gives the same batch again later.
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
      // Decides the first item of each key; the next round's look-up decides the rest, and those
      // that were put off when others got through.
      loadOrBisect(List.copyOf(open), decided);
      if (!open.removeIf(decided::containsKey)) {
        throw Objects.requireNonNull(putOff);
      }
    }
    rounds = 0;
    slow = false;
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

  /**
   * Loads the items, or says why the database does not take one of them; puts off one item of which
   * it cannot be told whose fault it is.
   */
  private Optional<Failure> tryToLoad(
      List<PreparedItem> items, IdentityHashMap<PreparedItem, DecidedItem> decided) {
    waiting.waitFor(Duration.ZERO);
    int timeouts = 0;
    for (int failures = 1; ; failures++) {
      Attempt attempt = attempt(items);
      try {
        session
            .inTransaction(policy.statementLimit(), attempt)
            .forEach(item -> decide(item, decided));
        policy.probes().learn(attempt.done());
        return Optional.empty();
      } catch (DatabaseFailureException e) {
        FailureAction action = FailureAction.of(e.kind(), attempt.step());
        if (action == FailureAction.PROBE) {
          action = afterTimeOut(e, items.size() == 1 ? ++timeouts : 0);
        }
        if (action == FailureAction.PROBE) {
          putOff = e;
          return Optional.empty();
        }
        if (action == FailureAction.BISECT) {
          return Optional.of(rejection(e));
        }
        if (action == FailureAction.WAIT || failures >= policy.tries()) {
          if (action == FailureAction.RETRY && isNoChance(e, attempt.step(), items.size())) {
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

  /**
   * What a time-out means: a table behind somebody's lock takes nobody's rows, and no document is
   * to blame for that. A document is if another one's row gets through, and its own rows do not,
   * alone and twice.
   *
   * @param alone how often one document has run over its time; 0: it was more than one
   * @return {@link FailureAction#PROBE}: that cannot be told of this document yet
   */
  private FailureAction afterTimeOut(DatabaseFailureException e, int alone) {
    Optional<Boolean> open = policy.probes().isOpen(e.table(), session, policy.probeLimit());
    if (open.isPresent()) {
      return !open.get()
          ? FailureAction.WAIT
          : alone == 1 ? FailureAction.RETRY : FailureAction.BISECT;
    }
    if (!slow) {
      slow = true;
      return FailureAction.WAIT;
    }
    return alone > 0 ? FailureAction.PROBE : FailureAction.BISECT;
  }

  /**
   * Whether what was called chance is none. A lock that nobody gets past is called so, too: others
   * must get through, or nobody is to blame. Where nothing is known of others, a batch is halved,
   * and a document that is left is given up after a very long time.
   */
  private boolean isNoChance(DatabaseFailureException e, LoadStep step, int documents) {
    if (e.kind() == FailureKind.LATE_KEY) {
      return true; // Who brought it first has committed long ago, and the next question finds it.
    }
    rounds++;
    return step == LoadStep.WRITE
        && rounds > ROUNDS
        && policy
            .probes()
            .isOpen(e.table(), session, policy.probeLimit())
            .orElse(documents > 1 || rounds > MOST_ROUNDS);
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
    boolean late = e.kind() == FailureKind.TIMEOUT;
    String reason = String.valueOf(e.getMessage());
    return new Failure(
        late ? Stage.TIMEOUT : Stage.INSERTION,
        late ? reason + ", while other documents got through" : reason,
        e.table() == null ? null : e.table().toString());
  }
}
