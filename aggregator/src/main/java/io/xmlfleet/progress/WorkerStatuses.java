package io.xmlfleet.progress;

import io.xmlfleet.message.WorkerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What the workers said last about themselves. Confined to the aggregator's thread. */
final class WorkerStatuses {
  /** Workers speak every ten seconds; after three times that they no longer count. */
  private static final Duration CREDIBLE = Duration.ofSeconds(30);

  private final Map<String, WorkerStatus> statuses = new HashMap<>();

  void apply(WorkerStatus status) {
    if (status.state() == WorkerStatus.State.STOPPED) {
      statuses.remove(status.worker());
    } else {
      statuses.put(status.worker(), status);
    }
  }

  boolean databaseAway(Instant now) {
    statuses.values().removeIf(status -> status.at().plus(CREDIBLE).isBefore(now));
    return statuses.values().stream()
        .anyMatch(status -> status.state() == WorkerStatus.State.WAITING_FOR_DATABASE);
  }
}
