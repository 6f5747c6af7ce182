package io.xmlfleet.progress;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.Processing;
import io.xmlfleet.message.WorkResult;
import java.time.Instant;
import java.util.Map;

/** Makes outcomes for tests. */
final class Outcomes {
  static final Instant START = Instant.parse("2026-11-24T18:00:00Z");

  private Outcomes() {}

  static WorkResult loaded(long sequence) {
    return result(sequence, new Outcome.Loaded(Map.of("application", 1L, "contact", 2L)));
  }

  static WorkResult already(long sequence) {
    return result(sequence, new Outcome.AlreadyLoaded(new ItemId("earlier", sequence)));
  }

  static WorkResult rejected(long sequence, Stage stage) {
    return result(sequence, new Outcome.Rejected(Failure.of(stage, "because")));
  }

  private static WorkResult result(long sequence, Outcome outcome) {
    return new WorkResult(
        new ItemId("run-1", sequence),
        "doc-" + sequence,
        null,
        1,
        outcome,
        new Processing(
            "loans",
            "v1",
            "host/worker-" + sequence % 2,
            null,
            START.plusMillis(10 * sequence),
            5_000));
  }
}
