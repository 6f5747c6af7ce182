package io.xmlfleet.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.Failure;
import io.xmlfleet.message.ItemId;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.message.Stage;
import java.time.Instant;

/** Dead letters for tests. */
final class Letters {
  private Letters() {}

  static DeadLetter of(ItemId item, int attempt, Failure failure) {
    return new DeadLetter(
        item,
        "in/" + item.sequence() + ".xml",
        "orders",
        "1",
        attempt,
        failure,
        "host/1",
        null,
        Instant.EPOCH.plusSeconds(item.sequence()),
        "<a/>".getBytes(UTF_8));
  }

  static DeadLetterEntry entry(ItemId item, int attempt, Failure failure) {
    return new DeadLetterEntry(
        of(item, attempt, failure),
        4,
        new RecordPosition("dead", 0, item.sequence()),
        LetterState.NONE);
  }

  static DeadLetterEntry entry(String run, long sequence, Stage stage, String reason) {
    return entry(new ItemId(run, sequence), 1, Failure.of(stage, reason));
  }
}
