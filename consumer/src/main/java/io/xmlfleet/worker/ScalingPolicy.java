package io.xmlfleet.worker;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a process takes on a worker, and when it lets one go: a worker that has no partition
 * holds a database connection and a seat in the group for nothing, and one that has several could
 * share them. One change at a time, since each moves partitions. Confined to one thread.
 */
final class ScalingPolicy {
  enum Change {
    NONE,
    MORE,
    FEWER
  }

  /** A group has settled by then, and its members know their partitions. */
  static final Duration SETTLING = Duration.ofSeconds(3);

  /** Partitions may come back: a process that is started again is away for a while. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final int most;
  private @Nullable Duration changed;
  private @Nullable Duration idleSince;

  ScalingPolicy(int most) {
    this.most = most;
  }

  /**
   * What to do now; the caller does it.
   *
   * @param now on a stopwatch that runs on from call to call
   */
  Change next(List<WorkerHealth> workers, Duration now) {
    boolean idle = workers.stream().anyMatch(worker -> worker.partitions() == 0);
    if (!idle) {
      idleSince = null;
    } else if (idleSince == null) {
      idleSince = now;
    }
    if (changed == null) {
      changed = now;
    }
    if (now.minus(changed).compareTo(SETTLING) < 0 || workers.isEmpty()) {
      return Change.NONE;
    }
    Change change = Change.NONE;
    if (idleSince != null) {
      boolean longEnough = now.minus(idleSince).compareTo(PATIENCE) >= 0;
      change = longEnough && workers.size() > 1 ? Change.FEWER : Change.NONE;
    } else if (workers.size() < most
        && workers.stream().anyMatch(worker -> worker.partitions() > 1)) {
      change = Change.MORE;
    }
    if (change != Change.NONE) {
      changed = now;
    }
    return change;
  }
}
