package io.xmlfleet.letter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.RecordPosition;
import java.time.Instant;

/** Dead letters for tests. */
public final class Letters {
  private Letters() {}

  public static DeadLetter of(ItemId item, int attempt, Failure failure) {
    return DeadLetter.of(item, "in/" + item.sequence() + ".xml")
        .contract("orders", "1")
        .attempt(attempt)
        .failure(failure)
        .worker("host/1")
        .failedAt(Instant.EPOCH.plusSeconds(item.sequence()))
        .document("<a/>".getBytes(UTF_8))
        .build();
  }

  public static DeadLetterEntry entry(ItemId item, int attempt, Failure failure) {
    return new DeadLetterEntry(
        of(item, attempt, failure),
        4,
        new RecordPosition("dead", 0, item.sequence()),
        LetterState.NONE);
  }

  public static DeadLetterEntry entry(String run, long sequence, Stage stage, String reason) {
    return entry(new ItemId(run, sequence), 1, Failure.of(stage, reason));
  }
}
