package io.xmlfleet.progress;

import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.message.WorkResult;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one run. A set by item, not a counter: the same outcome twice changes
 * nothing, in whatever order outcomes come. Confined to the aggregator's thread.
 *
 * <p>A dead letter never counts by itself, since each has its REJECTED outcome; it only shows when
 * it contradicts a loaded item. The two come from different topics, so either may be read first.
 */
final class RunState {
  private final String run;
  private final ItemSets items;
  private final Map<String, Long> rows = new LinkedHashMap<>();
  private final Map<String, WorkerCounts> workers = new TreeMap<>();
  private final RecentRate recent = new RecentRate();
  private @Nullable RunEvent event;
  private @Nullable Instant firstOutcomeAt;
  private @Nullable Instant lastOutcomeAt;
  private @Nullable Instant doneAt;
  private boolean newlyDone;

  RunState(String run) {
    this(run, new ItemSets());
  }

  RunState(String run, ItemSets items) {
    this.run = run;
    this.items = items;
  }

  ItemChange apply(WorkResult result) {
    long sequence = result.item().sequence();
    Outcome outcome = result.outcome();
    boolean first = !items.succeeded(sequence) && !items.failedAtAll(sequence);
    ItemChange change;
    if (outcome instanceof Outcome.Rejected rejected) {
      change = items.fail(sequence, rejected.failure().stage());
    } else {
      change = items.succeed(sequence, outcome instanceof Outcome.AlreadyLoaded);
    }
    if (change == ItemChange.CHANGED || change == ItemChange.HEALED) {
      count(result, first);
    }
    return change;
  }

  private void count(WorkResult result, boolean first) {
    boolean succeeded = !(result.outcome() instanceof Outcome.Rejected);
    Instant at = result.processing().finishedAt();
    if (result.outcome() instanceof Outcome.Loaded loaded) {
      loaded.rows().forEach((table, count) -> rows.merge(table, count, Long::sum));
    }
    workers.merge(
        result.processing().worker(),
        WorkerCounts.NONE.plus(succeeded, result.processing().busyMicros(), at),
        (old, one) -> old.plus(succeeded, one.busyMicros(), at));
    if (first) {
      recent.add(at);
    }
    if (firstOutcomeAt == null || at.isBefore(firstOutcomeAt)) {
      firstOutcomeAt = at;
    }
    if (lastOutcomeAt == null || at.isAfter(lastOutcomeAt)) {
      lastOutcomeAt = at;
    }
    noteIfDone();
  }

  /** A dead letter for this item came by. */
  ItemChange deadLetter(long sequence) {
    return items.putLetter(sequence);
  }

  /** The dead letter of this item was taken off the topic. */
  void deadLetterResolved(long sequence) {
    items.removeLetter(sequence);
  }

  ItemChange apply(RunEvent newer) {
    if (newer.equals(event) || (event != null && newer.at().isBefore(event.at()))) {
      return ItemChange.NONE;
    }
    event = newer;
    if (newer.total() == null) { // resumed after it was given up: it goes on
      doneAt = null;
    }
    noteIfDone();
    return ItemChange.CHANGED;
  }

  /**
   * The end of the run is when all that was sent was done first; a replay days later does not
   * stretch it.
   */
  private void noteIfDone() {
    if (doneAt == null && done()) {
      RunEvent known = event;
      Instant last = lastOutcomeAt;
      doneAt = last == null && known != null ? known.at() : last;
      newlyDone = true;
    }
  }

  /** Whether it was done for the first time since the last call. */
  boolean takeNewlyDone() {
    boolean taken = newlyDone;
    newlyDone = false;
    return taken;
  }

  boolean done() {
    return event != null && event.total() != null && completed() >= event.total();
  }

  long completed() {
    return items.completed();
  }

  String run() {
    return run;
  }

  ItemSets items() {
    return items;
  }

  RecentRate recent() {
    return recent;
  }

  Facts facts() {
    return new Facts(event, rows, workers, firstOutcomeAt, lastOutcomeAt, doneAt);
  }

  void restore(Facts facts) {
    event = facts.event();
    rows.putAll(facts.rows());
    workers.putAll(facts.workers());
    firstOutcomeAt = facts.firstOutcomeAt();
    lastOutcomeAt = facts.lastOutcomeAt();
    doneAt = facts.doneAt();
  }

  /** Everything but the sets; what a snapshot keeps as JSON. */
  record Facts(
      @Nullable RunEvent event,
      Map<String, Long> rows,
      Map<String, WorkerCounts> workers,
      @Nullable Instant firstOutcomeAt,
      @Nullable Instant lastOutcomeAt,
      @Nullable Instant doneAt) {
    Facts {
      rows = new LinkedHashMap<>(rows);
      workers = new TreeMap<>(workers);
    }

    /** When the run began: as its producer says, or else its first outcome. */
    Instant startedAt(Instant otherwise) {
      if (event != null) {
        return event.startedAt();
      }
      return firstOutcomeAt == null ? otherwise : firstOutcomeAt;
    }
  }
}
