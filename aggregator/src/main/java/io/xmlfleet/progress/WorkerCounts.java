package io.xmlfleet.progress;

import io.xmlfleet.message.ProgressReport.WorkerShare;
import java.time.Instant;

/** What one worker did for one run: outcomes that changed an item's state. Immutable. */
record WorkerCounts(long processed, long loaded, long failed, long busyMicros, Instant lastSeen) {
  static final WorkerCounts NONE = new WorkerCounts(0, 0, 0, 0, Instant.EPOCH);

  WorkerCounts plus(boolean succeeded, long micros, Instant at) {
    return new WorkerCounts(
        processed + 1,
        loaded + (succeeded ? 1 : 0),
        failed + (succeeded ? 0 : 1),
        busyMicros + micros,
        at.isAfter(lastSeen) ? at : lastSeen);
  }

  WorkerShare share(String worker) {
    return new WorkerShare(worker, processed, loaded, failed, busyMicros / 1e6, lastSeen);
  }
}
