package io.xmlfleet.progress;

import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.WorkerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the workers said last about themselves, and when they were heard of, by this aggregator's
 * ticks. Confined to the aggregator's thread.
 */
final class WorkerStatuses {
  /** Workers speak every ten seconds; after three times that they no longer count. */
  private static final Duration CREDIBLE = Duration.ofSeconds(30);

  /** Who was not heard of for so long is gone: whoever comes back has another line. */
  static final Duration GONE_AFTER = Duration.ofMinutes(5);

  private final Map<String, Duration> waiting = new HashMap<>();
  private final Map<String, Moment> heard = new HashMap<>();
  private final Set<String> stopped = new HashSet<>();
  private final Map<String, WorkerStatus> told = new HashMap<>();
  private boolean news;

  void apply(WorkerStatus status, Moment now) {
    String worker = RunState.name(status.worker());
    waiting.remove(worker);
    heard(worker, now);
    told.put(worker, status);
    news = true;
    if (status.state() == WorkerStatus.State.WAITING_FOR_DATABASE) {
      waiting.put(worker, now.ticks());
    } else if (status.state() == WorkerStatus.State.STOPPED) {
      stopped.add(worker);
    }
  }

  /** Whether somebody said something of himself since the last call. */
  boolean takeNews() {
    boolean taken = news;
    news = false;
    return taken;
  }

  /** The report with what its workers last said of themselves. */
  ProgressReport describe(ProgressReport report) {
    return report.with(
        report.workers().stream()
            .map(
                share -> {
                  WorkerStatus status = told.get(share.worker());
                  Moment last = heard.get(share.worker());
                  return status == null || last == null ? share : share.telling(status, last.at());
                })
            .toList());
  }

  /** A worker did something. */
  void heard(String worker, Moment now) {
    heard.put(worker, now);
    stopped.remove(worker);
  }

  /** Brings a run's workers up to date; says whether some of them are gone now. */
  boolean update(RunWorkers workers, Duration now) {
    workers.seen(
        worker -> {
          Moment last = heard.get(worker);
          return last == null ? Instant.EPOCH : last.at();
        });
    return workers.fold(worker -> gone(worker, now));
  }

  /** Of one that never spoke nobody knows while the term is young. */
  private boolean gone(String worker, Duration now) {
    Moment last = heard.get(worker);
    Duration since = last == null ? Duration.ZERO : last.ticks();
    return stopped.contains(worker) || now.minus(since).compareTo(GONE_AFTER) > 0;
  }

  /** Forgets who is gone; all runs are up to date. */
  void forget(Duration now) {
    heard.keySet().removeIf(worker -> gone(worker, now));
    told.keySet().retainAll(heard.keySet());
    stopped.clear();
  }

  boolean databaseAway(Duration now) {
    waiting.values().removeIf(last -> now.minus(last).compareTo(CREDIBLE) > 0);
    return !waiting.isEmpty();
  }
}
