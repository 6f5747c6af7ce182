package io.xmlfleet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.message.WorkItem;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportMakerTest {
  private static final Outcome LOADED = new Outcome.Loaded(Map.of("note", 1L));

  private final ReportMaker maker =
      new ReportMaker("host/worker-1", Clock.fixed(Items.NOW, ZoneOffset.UTC));

  @Test
  void sharesTheTimeOfLoadingOut() {
    List<ItemReport> reports =
        maker.reports(
            List.of(
                new DecidedItem(Items.prepared(1, "a"), LOADED),
                new DecidedItem(Items.prepared(2, "b"), LOADED)),
            Duration.ofMillis(10));

    assertThat(reports)
        .extracting(report -> report.result().processing().busyMicros())
        .containsExactly(7_000L, 7_000L);
    assertThat(reports.get(0).result().processing().finishedAt()).isEqualTo(Items.NOW);
    assertThat(reports.get(0).result().appId()).isEqualTo("app-1");
  }

  @Test
  void makesADeadLetterOfARejectedItemWithItsDocument() {
    Failure failure = Failure.of(Stage.MAPPING, "no number");
    ReceivedItem received = Items.received(4, "a.xml", "<a/>");
    ItemReport report =
        maker
            .reports(
                List.of(
                    new DecidedItem(
                        Items.prepared(received, Items.rows()), new Outcome.Rejected(failure))),
                Duration.ZERO)
            .get(0);

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
    ItemReport report =
        maker
            .reports(
                List.of(new DecidedItem(Items.prepared(received, Items.rows()), LOADED)),
                Duration.ZERO)
            .get(0);

    assertThat(report.resolvesDeadLetter()).isTrue();
    assertThat(report.deadLetter()).isNull();
    assertThat(report.result().attempt()).isEqualTo(2);
  }
}
