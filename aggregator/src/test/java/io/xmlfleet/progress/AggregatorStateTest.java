package io.xmlfleet.progress;

import static io.xmlfleet.progress.Outcomes.START;
import static io.xmlfleet.progress.Outcomes.loaded;
import static io.xmlfleet.progress.Outcomes.rejected;
import static io.xmlfleet.progress.Outcomes.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.State;
import io.xmlfleet.message.ResultCodec;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.topic.TopicNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class AggregatorStateTest {
  private static final TopicNames TOPICS = TopicNames.standard();
  private static final RunEvent STARTED = RunEvent.started("run-1", "loans", "in", START);

  private final AggregatorState state = new AggregatorState(TOPICS);
  private final RunReporter reporter = new RunReporter(Duration.ofSeconds(60));
  private long offset;

  @Test
  void countsOutcomesByRunAndRemembersWhereItWas() {
    read(event(STARTED));
    read(ResultCodec.encode(TOPICS.results(), loaded(1)));
    read(ResultCodec.encode(TOPICS.results(), rejected(2, Stage.PARSING)));

    assertThat(reports(false))
        .singleElement()
        .extracting(ProgressReport::counts)
        .isEqualTo(new ProgressReport.Counts(null, 1, 0, 1));
    assertThat(state.positions())
        .containsOnly(
            Map.entry(new TopicPartition(TOPICS.runs(), 0), 1L),
            Map.entry(new TopicPartition(TOPICS.results(), 0), 3L));
  }

  @Test
  void passesOverWhatIsNotOursAndGoesOnBehindIt() {
    for (String topic : List.of(TOPICS.results(), TOPICS.deadLetters(), TOPICS.runs())) {
      read(new ProducerRecord<>(topic, null, "no".getBytes(UTF_8)));
      assertThat(state.positions()).containsEntry(new TopicPartition(topic, 0), offset);
    }
    read(new ProducerRecord<>(TOPICS.runs(), "run-1".getBytes(UTF_8), null));

    assertThat(reports(true)).isEmpty();
    assertThat(state.takeUnsaved()).isEmpty();
  }

  @Test
  void reportsARunOnceAfterEachChangeAndOnATickForAsLongAsItGoesOn() {
    read(event(STARTED));
    assertThat(reports(false)).hasSize(1);
    assertThat(reports(false)).isEmpty();
    assertThat(reports(true)).as("time alone changes a rate").hasSize(1);

    read(ResultCodec.encode(TOPICS.results(), loaded(1)));
    read(ResultCodec.encode(TOPICS.results(), loaded(1)));
    assertThat(reports(false)).hasSize(1);
    read(ResultCodec.encode(TOPICS.results(), loaded(1)));
    assertThat(reports(false)).as("the same outcome again").isEmpty();
    read(event(STARTED));
    assertThat(reports(false)).as("the same event again").isEmpty();

    read(event(STARTED.sealed(1, START)));
    assertThat(reports(true)).extracting(ProgressReport::state).containsExactly(State.COMPLETE);
    assertThat(reports(true)).as("it is over").isEmpty();
  }

  @Test
  void saysThatSomebodyWaitsForAReportOnlyWhenARunIsDone() {
    read(event(STARTED.sealed(2, START)));
    read(ResultCodec.encode(TOPICS.results(), loaded(1)));
    assertThat(state.hasNewlyDone()).isFalse();

    read(ResultCodec.encode(TOPICS.results(), loaded(2)));
    assertThat(state.hasNewlyDone()).isTrue();
    read(event(RunEvent.started("run-2", null, "in", START)));
    assertThat(state.hasNewlyDone()).as("another run's change").isTrue();

    reports(false);
    assertThat(state.hasNewlyDone()).isFalse();
  }

  @Test
  void savesWhatChangedSinceItWasSavedLast() {
    read(event(STARTED));
    assertThat(state.takeUnsaved()).extracting(RunState::run).containsExactly("run-1");
    assertThat(state.takeUnsaved()).isEmpty();
  }

  @Test
  void reportsWhatItWasRestoredWith() {
    RunState run = new RunState("run-1");
    run.apply(loaded(1));
    state.restore(run);
    state.restorePositions(Map.of(new TopicPartition(TOPICS.results(), 0), 7L));

    assertThat(reports(false)).extracting(report -> report.counts().loaded()).containsExactly(1L);
    assertThat(state.positions()).containsValue(7L);
    assertThat(state.takeUnsaved()).isEmpty();
  }

  @Test
  void resolvesALetterOfALoadedItemWhicheverComesFirst() {
    read(ResultCodec.encode(TOPICS.results(), loaded(1)));
    read(Outcomes.letter(TOPICS.deadLetters(), 1));
    assertThat(state.takeUnresolved()).containsExactly(new ItemId("run-1", 1));
    assertThat(state.takeUnresolved()).isEmpty();

    read(Outcomes.letter(TOPICS.deadLetters(), 2));
    assertThat(state.takeUnresolved()).isEmpty();
    read(ResultCodec.encode(TOPICS.results(), loaded(2)));
    assertThat(state.takeUnresolved()).containsExactly(new ItemId("run-1", 2));
  }

  @Test
  void leavesALetterThatSomebodyHasResolved() {
    read(ResultCodec.encode(TOPICS.results(), loaded(1)));
    read(Outcomes.letter(TOPICS.deadLetters(), 1));
    read(new ProducerRecord<>(TOPICS.deadLetters(), "run-1/1".getBytes(UTF_8), null));
    assertThat(state.takeUnresolved()).isEmpty();

    read(Outcomes.letter(TOPICS.deadLetters(), 2));
    read(new ProducerRecord<>(TOPICS.deadLetters(), "run-1/2".getBytes(UTF_8), null));
    read(ResultCodec.encode(TOPICS.results(), loaded(2)));
    assertThat(state.takeUnresolved()).isEmpty();
  }

  @Test
  void aLateRejectionOfALoadedItemResolvesItsLetter() {
    read(ResultCodec.encode(TOPICS.results(), loaded(1)));
    reports(false);
    read(ResultCodec.encode(TOPICS.results(), rejected(1, Stage.MAPPING)));

    assertThat(state.takeUnresolved()).containsExactly(new ItemId("run-1", 1));
    assertThat(reports(false)).as("loaded is final").isEmpty();
  }

  @Test
  void runsWaitForADatabaseOfWhichAWorkerSaysSo() {
    read(event(STARTED.sealed(2, START)));
    read(
        ResultCodec.encode(
            TOPICS.results(), status("w", WorkerStatus.State.WAITING_FOR_DATABASE, START)));

    assertThat(reports(true))
        .extracting(ProgressReport::state)
        .containsExactly(State.WAITING_FOR_DATABASE);
    assertThat(state.positions()).containsEntry(new TopicPartition(TOPICS.results(), 0), 2L);
  }

  private List<ProgressReport> reports(boolean all) {
    return state.takeReports(reporter, all, START.plusSeconds(10));
  }

  private static ProducerRecord<byte[], byte[]> event(RunEvent event) {
    return new ProducerRecord<>(TOPICS.runs(), event.run().getBytes(UTF_8), FleetJson.write(event));
  }

  private void read(ProducerRecord<byte[], byte[]> produced) {
    state.apply(
        new ConsumerRecord<>(
            produced.topic(),
            0,
            offset++,
            0,
            TimestampType.CREATE_TIME,
            0,
            0,
            produced.key(),
            produced.value(),
            produced.headers(),
            Optional.empty()));
  }
}
