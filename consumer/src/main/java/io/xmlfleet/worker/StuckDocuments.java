package io.xmlfleet.worker;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.pipeline.ReceivedItem;
import io.xmlfleet.worker.poll.GroupPoller;
import io.xmlfleet.worker.poll.ShareGroup;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Documents on which workers got stuck, in this process or, as the brokers count, anywhere: they
 * come again, and would take one worker after the other. Thread-safe.
 */
final class StuckDocuments {
  private final Map<RecordPosition, Duration> stuck = new ConcurrentHashMap<>();

  void add(RecordPosition document, Duration after) {
    stuck.put(document, after);
  }

  /** Why this document is not to be tried here once more. */
  Optional<Failure> rejection(ReceivedItem item) {
    if (item.deliveries() >= ShareGroup.LAST_DELIVERY) {
      return Optional.of(
          Failure.of(
              Stage.UNKNOWN,
              "it was delivered "
                  + item.deliveries()
                  + " times and no worker finished it; see why workers ended before it is"
                  + " replayed"));
    }
    if (item.deaths() >= GroupPoller.DEATHS) {
      return Optional.of(
          Failure.of(
              Stage.UNKNOWN,
              item.deaths()
                  + " processes ended while it alone was in hand, of memory or killed: see why in"
                  + " their logs and raise the heap (XMLFLEET_JAVA_OPTS=-Xmx…) before it is"
                  + " replayed"));
    }
    return Optional.ofNullable(stuck.get(item.position()))
        .map(
            after ->
                Failure.of(
                    Stage.TIMEOUT,
                    "a worker got stuck on it for more than "
                        + after.toSeconds()
                        + " s and was replaced; the log says where"));
  }
}
