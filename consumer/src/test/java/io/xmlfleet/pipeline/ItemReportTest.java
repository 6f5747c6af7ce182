package io.xmlfleet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.message.WorkResult;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ItemReportTest {
  private static final Outcome LOADED = new Outcome.Loaded(Map.of("note", 1L));

  private static ItemReport report(ReceivedItem received, Outcome outcome, Duration loading) {
    return ItemReport.of(
        new DecidedItem(Items.prepared(received, Items.rows()), outcome),
        "host/worker-1",
        Items.NOW,
        loading);
  }

  @Test
  void tellsWhoWorkedHowLong() {
    WorkResult result =
        report(Items.received(1, "a.xml", "<a/>"), LOADED, Duration.ofMillis(5)).result();

    assertThat(result.processing().busyMicros()).isEqualTo(7_000L);
    assertThat(result.processing().finishedAt()).isEqualTo(Items.NOW);
    assertThat(result.processing().worker()).isEqualTo("host/worker-1");
    assertThat(result.appId()).isEqualTo("app-1");
    assertThat(result.outcome()).isEqualTo(LOADED);
  }

  @Test
  void makesADeadLetterOfARejectedItemWithItsDocument() {
    Failure failure = Failure.of(Stage.MAPPING, "no number");
    ReceivedItem received = Items.received(4, "a.xml", "<a/>");
    ItemReport report = report(received, new Outcome.Rejected(failure), Duration.ZERO);

    DeadLetter letter = report.deadLetter();
    assertThat(letter.failure()).isEqualTo(failure);
    assertThat(letter.item()).isEqualTo(new ItemId("run", 4));
    assertThat(letter.contract()).isEqualTo("notes");
    assertThat(letter.source()).isEqualTo(new RecordPosition("work", 0, 4));
    assertThat(letter.document()).asString().isEqualTo("<a/>");
    assertThat(report.resolvesDeadLetter()).isFalse();
  }

  @Test
  void resolvesTheDeadLetterOfAReplayThatIsLoaded() {
    ReceivedItem received =
        new ReceivedItem(
            new WorkItem(new ItemId("run", 4), "a.xml", null, 2, new byte[0]),
            new RecordPosition("work", 0, 9),
            Items.NOW);
    ItemReport report = report(received, LOADED, Duration.ZERO);

    assertThat(report.resolvesDeadLetter()).isTrue();
    assertThat(report.deadLetter()).isNull();
    assertThat(report.result().attempt()).isEqualTo(2);
  }
}
