package io.xmlfleet.progress;

import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.message.WorkResult;
import io.xmlfleet.notice.NoticeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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

  /** Tables of a run beyond which the rest is one line. */
  private static final int MOST_TABLES = 200;

  private static final String OTHER_TABLES = "other tables";

  /** Of a name that a report shows; anybody may write to a topic. */
  static final int LONGEST_NAME = 200;

  private final Map<String, Long> rows = new LinkedHashMap<>();
  private long kept;
  private final RunWorkers workers = new RunWorkers();
  private final RecentRate recent = new RecentRate();
  private @Nullable RunEvent event;
  private @Nullable Instant firstOutcomeAt;
  private @Nullable Instant lastOutcomeAt;
  private @Nullable Instant doneAt;
  private boolean newlyDone;
  private Duration knownSince = Duration.ZERO;
  private Duration lastSign = Duration.ZERO;
  private Instant activeAt = Instant.EPOCH;
  private @Nullable RunNotices notices;
  private boolean born;

  /** One that is new to this term. */
  RunState(String run, Moment now) {
    this(run, new ItemSets());
    knownSince = now.ticks();
    born = true;
    sign(now);
  }

  RunState(String run, ItemSets items) {
    this.run = run;
    this.items = items;
  }

  private void sign(Moment now) {
    lastSign = now.ticks();
    activeAt = now.at().isAfter(activeAt) ? now.at() : activeAt;
  }

  ItemChange apply(WorkResult result, Moment now) {
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
      count(result, first, now);
    }
    sign(now);
    return change;
  }

  private void count(WorkResult result, boolean first, Moment now) {
    boolean succeeded = !(result.outcome() instanceof Outcome.Rejected);
    Instant at = now.at();
    if (result.outcome() instanceof Outcome.Loaded loaded) {
      loaded.rows().forEach(this::count);
      kept += loaded.keptRows();
    }
    workers.count(
        name(result.processing().worker()), succeeded, result.processing().busyMicros(), at);
    if (first) {
      recent.add(now.ticks());
    }
    if (firstOutcomeAt == null || at.isBefore(firstOutcomeAt)) {
      firstOutcomeAt = at;
    }
    if (lastOutcomeAt == null || at.isAfter(lastOutcomeAt)) {
      lastOutcomeAt = at;
    }
    noteIfDone();
  }

  private void count(String table, long count) {
    String name = name(table);
    boolean fits = rows.size() < MOST_TABLES || rows.containsKey(name);
    rows.merge(fits ? name : OTHER_TABLES, count, Long::sum);
  }

  static String name(String given) {
    return given.length() > LONGEST_NAME ? given.substring(0, LONGEST_NAME) + "…" : given;
  }

  RunWorkers workers() {
    return workers;
  }

  /** How long nobody has said anything of it; of one from before the term, since that began. */
  Duration silence(Moment now) {
    return now.since(lastSign);
  }

  /** How long it is known at least, whatever clocks say. */
  Duration known(Moment now) {
    return now.since(knownSince);
  }

  /** When the last was heard of it. */
  Instant activeAt() {
    return activeAt;
  }

  /** A dead letter for this item came by. */
  ItemChange deadLetter(long sequence) {
    return items.putLetter(sequence);
  }

  /** The dead letter of this item was taken off the topic. */
  void deadLetterResolved(long sequence) {
    items.removeLetter(sequence);
  }

  /** Events of a run come in the order in which they happened, whatever clocks say. */
  ItemChange apply(RunEvent newer, Moment now) {
    sign(now);
    if (newer.equals(event)) {
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

  /**
   * What is to be told of it now.
   *
   * @return numbers by kind; empty as long as the same is so
   */
  Map<NoticeKind, Integer> noticesDue(Set<NoticeKind> now) {
    RunNotices known = notices;
    if (known == null) {
      known = born ? RunNotices.none() : RunNotices.knowing(now, completed());
    }
    notices = known.without(now, completed());
    return notices.due(now);
  }

  /** That was told. */
  void told(NoticeKind kind, int number) {
    notices = (notices == null ? RunNotices.none() : notices).telling(kind, number, completed());
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
    return new Facts(
        event, rows, kept, workers.all(), firstOutcomeAt, lastOutcomeAt, doneAt, notices);
  }

  void restore(Facts facts) {
    event = facts.event();
    rows.putAll(facts.rows());
    kept = facts.kept();
    workers.restore(facts.workers());
    firstOutcomeAt = facts.firstOutcomeAt();
    lastOutcomeAt = facts.lastOutcomeAt();
    doneAt = facts.doneAt();
    notices = facts.notices();
    for (Instant at : new Instant[] {lastOutcomeAt, event == null ? null : event.at()}) {
      activeAt = at != null && at.isAfter(activeAt) ? at : activeAt;
    }
  }

  /** Everything but the sets; what a snapshot keeps as JSON. */
  record Facts(
      @Nullable RunEvent event,
      Map<String, Long> rows,
      long kept,
      Map<String, WorkerCounts> workers,
      @Nullable Instant firstOutcomeAt,
      @Nullable Instant lastOutcomeAt,
      @Nullable Instant doneAt,
      @Nullable RunNotices notices) {
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
