package io.xmlfleet.worker;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.Processing;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.message.WorkResult;
import io.xmlfleet.pipeline.ItemReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Reports without a pipeline behind them. */
public final class ReportsForTests {
  private static final Instant NOW = Instant.parse("2026-03-01T10:15:30Z");
  private static final RecordPosition POSITION = new RecordPosition("fleet.work", 1, 7);

  private ReportsForTests() {}

  public static ItemReport loaded(long sequence, int attempt) {
    return new ItemReport(
        result(sequence, attempt, new Outcome.Loaded(Map.of("note", 1L))), List.of(), null, null);
  }

  public static ItemReport loadedAfter(long sequence, List<Long> earlier) {
    return new ItemReport(
        result(sequence, 1, new Outcome.Loaded(Map.of("note", 1L))), earlier, null, null);
  }

  public static ItemReport rejected(long sequence, byte[] document) {
    Failure failure = Failure.of(Stage.PARSING, "not well-formed");
    return new ItemReport(
        result(sequence, 1, new Outcome.Rejected(failure)),
        List.of(),
        DeadLetter.of(new ItemId("run", sequence), "a.xml")
            .contract("notes", "1")
            .failure(failure)
            .worker("host/worker-1")
            .source(POSITION)
            .failedAt(NOW)
            .document(document)
            .build(),
        null);
  }

  private static WorkResult result(long sequence, int attempt, Outcome outcome) {
    return new WorkResult(
        new ItemId("run", sequence),
        "a.xml",
        null,
        attempt,
        outcome,
        new Processing("notes", "1", "host/worker-1", POSITION, NOW, 1));
  }
}
