package io.xmlfleet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.message.WorkResult;
import java.time.Duration;
import java.util.List;
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
  void takesThePlaceOfEarlierVersionsOnceItIsLoaded() {
    ReceivedItem received = newest(2L, 5L);
    ItemReport report = report(received, LOADED, Duration.ZERO);

    assertThat(report.outdated())
        .extracting(WorkResult::item)
        .containsExactly(new ItemId("run", 2), new ItemId("run", 5));
    assertThat(report.outdated())
        .extracting(WorkResult::outcome)
        .containsOnly(new Outcome.AlreadyLoaded(new ItemId("run", 9)));
    assertThat(report.outdated()).extracting(WorkResult::recordId).containsOnly("a.xml");
    assertThat(report.resolvesDeadLetter()).isFalse();
  }

  @Test
  void tellsOfTheVersionsSinceTheOneThatIsLoaded() {
    Outcome third = new Outcome.AlreadyLoaded(new ItemId("run", 3));
    Outcome ofAnotherRun = new Outcome.AlreadyLoaded(new ItemId("monday", 7));

    assertThat(report(newest(2L, 3L, 5L), third, Duration.ZERO).outdated())
        .extracting(WorkResult::item, WorkResult::outcome)
        .containsExactly(tuple(new ItemId("run", 5), third));
    assertThat(report(newest(2L, 5L), ofAnotherRun, Duration.ZERO).outdated())
        .extracting(WorkResult::outcome)
        .containsExactly(ofAnotherRun, ofAnotherRun);
    assertThat(report(newest(2L), new Outcome.AlreadyLoaded(null), Duration.ZERO).outdated())
        .hasSize(1);
  }

  @Test
  void saysNothingOfEarlierVersionsIfItIsRejectedItself() {
    Outcome rejected = new Outcome.Rejected(Failure.of(Stage.PARSING, "half-written"));
    ItemReport report = report(newest(2L, 5L), rejected, Duration.ZERO);

    assertThat(report.outdated()).isEmpty();
    assertThat(report.deadLetter().earlier()).containsExactly(2L, 5L);
  }

  private static ReceivedItem newest(Long... earlier) {
    return new ReceivedItem(
        new WorkItem(new ItemId("run", 9), "a.xml", null, 1, new byte[0]).after(List.of(earlier)),
        new RecordPosition("work", 0, 9),
        Items.NOW);
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
