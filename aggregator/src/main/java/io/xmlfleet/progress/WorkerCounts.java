package io.xmlfleet.progress;

import io.xmlfleet.message.ProgressReport.WorkerShare;
import java.time.Duration;
import java.time.Instant;

/**
 * What one worker did for one run: outcomes that changed an item's state. Immutable.
 *
 * @param lastSeen when it was last heard of
 * @param presentMicros how long it was there for the run: from the beginning of its first item to
 *     when it was last heard of
 */
record WorkerCounts(
    long processed,
    long loaded,
    long failed,
    long busyMicros,
    Instant lastSeen,
    long presentMicros) {
  static final WorkerCounts NONE = new WorkerCounts(0, 0, 0, 0, Instant.EPOCH, 0);

  WorkerCounts plus(boolean succeeded, long micros, Instant at) {
    WorkerCounts there = processed == 0 ? new WorkerCounts(0, 0, 0, 0, at, micros) : seen(at);
    return new WorkerCounts(
        processed + 1,
        loaded + (succeeded ? 1 : 0),
        failed + (succeeded ? 0 : 1),
        busyMicros + micros,
        there.lastSeen,
        there.presentMicros);
  }

  /** It was there at this time, too. */
  WorkerCounts seen(Instant at) {
    return at.isAfter(lastSeen)
        ? new WorkerCounts(
            processed,
            loaded,
            failed,
            busyMicros,
            at,
            presentMicros + Duration.between(lastSeen, at).toNanos() / 1_000)
        : this;
  }

  /** Both in one line. */
  WorkerCounts and(WorkerCounts other) {
    return new WorkerCounts(
        processed + other.processed,
        loaded + other.loaded,
        failed + other.failed,
        busyMicros + other.busyMicros,
        lastSeen.isAfter(other.lastSeen) ? lastSeen : other.lastSeen,
        present() + other.present());
  }

  /** A snapshot of a former version does not say; a worker was there while it was busy. */
  long present() {
    return Math.max(presentMicros, busyMicros);
  }

  WorkerShare share(String worker) {
    return new WorkerShare(worker, processed, loaded, failed, busyMicros / 1e6, lastSeen);
  }
}
