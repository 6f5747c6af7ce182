package io.xmlfleet.progress;

import io.xmlfleet.message.ProgressReport.WorkerShare;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Who worked for a run: a line each for those that are there, and one for all that are gone, so
 * that the report of a run that never ends stays as small as its fleet is. Confined to one thread.
 */
final class RunWorkers {
  /** Lines beside that of those that are gone. */
  static final int MOST = 200;

  private final Map<String, WorkerCounts> counts = new TreeMap<>();

  void restore(Map<String, WorkerCounts> saved) {
    counts.putAll(saved);
    foldBeyondMost();
  }

  void count(String worker, boolean succeeded, long busyMicros, Instant at) {
    counts.compute(
        worker,
        (name, old) -> (old == null ? WorkerCounts.NONE : old).plus(succeeded, busyMicros, at));
    foldBeyondMost();
  }

  /**
   * Takes in when they were heard of.
   *
   * @param last when a worker was; long ago if it is not known
   */
  void seen(Function<String, Instant> last) {
    counts.replaceAll((worker, old) -> old.seen(last.apply(worker)));
  }

  /** Puts those that are gone into one line; says whether there was one. */
  boolean fold(Predicate<String> gone) {
    List<String> leaving =
        counts.keySet().stream().filter(WorkerShare::isWorker).filter(gone).toList();
    leaving.forEach(this::fold);
    return !leaving.isEmpty();
  }

  private void fold(String worker) {
    WorkerCounts left = counts.remove(worker);
    if (left != null) {
      counts.merge(WorkerShare.GONE, left, WorkerCounts::and);
    }
  }

  private void foldBeyondMost() {
    if (counts.size() > MOST + 2) {
      List<String> oldestFirst = new ArrayList<>(counts.keySet());
      oldestFirst.removeIf(name -> !WorkerShare.isWorker(name));
      oldestFirst.sort(
          Comparator.comparing(name -> counts.getOrDefault(name, WorkerCounts.NONE).lastSeen()));
      oldestFirst.subList(0, Math.max(0, oldestFirst.size() - MOST)).forEach(this::fold);
    }
  }

  Map<String, WorkerCounts> all() {
    return counts;
  }

  /** Busy time over the time in which workers were there, 0 to 1; a producer is no worker. */
  static double efficiency(Map<String, WorkerCounts> counts) {
    double busy = 0;
    double present = 0;
    for (Map.Entry<String, WorkerCounts> each : counts.entrySet()) {
      if (!each.getKey().equals(WorkerShare.PRODUCER)) {
        busy += each.getValue().busyMicros();
        present += each.getValue().present();
      }
    }
    return present == 0 ? 0 : Math.min(1, busy / present);
  }
}
