package io.xmlfleet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.message.WorkerStatus.State;
import io.xmlfleet.pipeline.ItemReport;
import io.xmlfleet.pipeline.PreparedItem;
import io.xmlfleet.pipeline.StagedDatabase;
import io.xmlfleet.table.TableId;
import io.xmlfleet.worker.poll.Batch;
import io.xmlfleet.worker.poll.SharePoller;
import io.xmlfleet.worker.poll.ShareSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.MockShareConsumer;
import org.junit.jupiter.api.Test;

class BatchProcessorTest {
  private final WorkerRig rig = new WorkerRig();
  private final BatchProcessor processor = rig.processor();

  @Test
  void rejectsUntriedWhatAWorkerGotStuckOn() {
    Batch batch = WorkerRig.batch(0, "one", "two");
    rig.stuck.add(batch.items().get(0).position(), Duration.ofSeconds(95));

    List<PreparedItem> prepared = processor.prepare(batch);
    List<ItemReport> reports = processor.load(prepared, batch).orElseThrow();

    assertThat(rig.effects).as("mapped").containsOnlyOnce("prepared");
    assertThat(reports.get(0).result().outcome())
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> assertThat(rejected.failure().stage()).isEqualTo(Stage.TIMEOUT));
    assertThat(rig.database.values()).containsExactly("two");
  }

  @Test
  void showsTheDocumentThatIsBeingPrepared() {
    Batch batch = WorkerRig.batch(5, "one");
    List<Object> seen = new ArrayList<>();
    rig.whenMapping = () -> seen.add(rig.heartbeat.inPreparation());

    processor.prepare(batch);

    assertThat(seen).containsExactly(batch.items().get(0).position());
    assertThat(rig.heartbeat.inPreparation()).isNull();
    assertThat(rig.heartbeat.beats()).as("before and after").isEqualTo(2);
    assertThat(rig.signsOfLife).as("to the group").isEqualTo(1);
  }

  @Test
  void releasesWhatItHasNotBegunWhenTheTimeOfASharedBatchIsOver() {
    MockShareConsumer<byte[], byte[]> consumer = new MockShareConsumer<>();
    SharePoller poller =
        new SharePoller(records -> consumer, Records.TOPIC, new ShareSize(10), rig.stop, rig.clock);
    for (int i = 0; i < 4; i++) {
      consumer.addRecord(Records.record(0, i, 1));
    }
    Batch batch = poller.next();
    rig.whenMapping = () -> rig.clock.advance(batch.timeLimit().dividedBy(2).plusMillis(1));

    List<PreparedItem> prepared = processor.prepare(batch);

    assertThat(prepared).extracting(PreparedItem::received).isEqualTo(batch.items().subList(0, 2));
    assertThat(batch.items()).filteredOn(batch::holds).hasSize(2);
  }

  @Test
  void preparesOneDocumentAtLeastHoweverLongItTakes() {
    Batch batch = WorkerRig.batch(0, "one", "two");
    rig.whenMapping = () -> rig.clock.advance(Duration.ofDays(2));

    assertThat(processor.prepare(batch)).as("of those that may be released").hasSize(1);
  }

  @Test
  void loadsNothingThatIsNoLongerOurs() {
    Batch batch = WorkerRig.batch(0, "one", "two");
    List<PreparedItem> prepared = processor.prepare(batch);
    batch.release(batch.items().get(0));

    assertThat(processor.load(prepared, batch).orElseThrow()).hasSize(1);
    assertThat(rig.database.values()).containsExactly("two");
  }

  @Test
  void loadsABatchInPartsWhoseRowsFitIntoTheWorkersShare() {
    rig.memory = new DocumentMemory(6_000, 1);
    rig.memoryOfARow = 400;
    BatchProcessor parts = rig.processor();
    Batch batch = WorkerRig.batch(0, "one", "two", "three", "four", "five");

    List<ItemReport> reports = parts.load(parts.prepare(batch), batch).orElseThrow();

    assertThat(reports)
        .extracting(report -> report.result().item().sequence())
        .containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(rig.effects).filteredOn("transaction"::equals).as("three and two").hasSize(2);
    assertThat(rig.database.values()).containsExactly("one", "two", "three", "four", "five");
  }

  @Test
  void aDocumentBeyondTheShareIsAPartOfItsOwnAndOneAtATimeInTheProcess() {
    rig.memory = new DocumentMemory(4_000, 1);
    Object other = new Object();
    assertThat(rig.memory.takeWhole(other)).isTrue();
    AtomicInteger waits = new AtomicInteger();
    rig.whenWaiting =
        () -> {
          waits.incrementAndGet();
          rig.memory.giveBack(other);
        };
    rig.whenMapping = () -> rig.memoryOfARow += 1_500; // the second and the third one are large
    BatchProcessor parts = rig.processor();
    rig.memoryOfARow = -1_500;
    Batch batch = WorkerRig.batch(0, "one", "two", "three");

    List<ItemReport> reports = parts.load(parts.prepare(batch), batch).orElseThrow();

    assertThat(waits).as("for the other").hasValue(1);
    assertThat(rig.effects).filteredOn("transaction"::equals).hasSize(3);
    assertThat(rig.effects).filteredOn("prepared"::equals).as("each once").hasSize(3);
    assertThat(reports)
        .extracting(report -> report.result().outcome().label())
        .as("one, two with 3,000, three with 6,000 of 4,000 bytes")
        .containsExactly("loaded", "loaded", "rejected");
    assertThat(reports.get(2).deadLetter().failure().reason())
        .contains("more memory than the 0 MiB that one document may take", "--document-mib");
    assertThat(parts.isLarge()).isTrue();
    assertThat(rig.memory.takeWhole(other)).as("its outcome is not published").isFalse();
    parts.giveUp();
    assertThat(rig.memory.takeWhole(other)).as("it was given back").isTrue();
  }

  @Test
  void givesMemoryBackAsSoonAsALargeDocumentIsLoadedOrItStops() {
    Object other = new Object();
    rig.memory = new DocumentMemory(9_000, 1);
    rig.memoryOfARow = 5_000;
    List<Boolean> free = new ArrayList<>();
    rig.whenMapping =
        () -> {
          if (rig.database.values().contains("large")) {
            free.add(rig.memory.takeWhole(other));
            rig.memoryOfARow = 1;
          }
        };
    BatchProcessor parts = rig.processor();
    Batch batch = WorkerRig.batch(0, "large", "small");
    List<PreparedItem> prepared = parts.prepare(batch);

    assertThat(parts.load(prepared, batch)).isPresent();
    assertThat(free).containsExactly(true);
    assertThat(prepared).as("its rows are not needed any more").isEmpty();

    rig.memory.giveBack(other);
    rig.memoryOfARow = 5_000;
    Batch stopped = WorkerRig.batch(2, "another");
    rig.whenMapping = () -> {};
    prepared = parts.prepare(stopped);
    assertThat(rig.memory.takeWhole(other)).isFalse();
    rig.database.failNext(StagedDatabase.Fault.BEFORE_WORK, FailureKind.UNAVAILABLE);
    rig.whenWaiting = rig.stop::raise;
    rig.database.beAway();
    assertThat(parts.load(prepared, stopped)).isEmpty();
    assertThat(rig.memory.takeWhole(other)).isTrue();
  }

  @Test
  void loadsTheSameBatchWhenTheDatabaseIsBack() {
    Batch batch = WorkerRig.batch(0, "one");
    rig.database.failNext(StagedDatabase.Fault.BEFORE_WORK, FailureKind.UNAVAILABLE);
    rig.whenWaiting = () -> rig.clock.advance(Duration.ofSeconds(1));
    List<PreparedItem> prepared = processor.prepare(batch);

    List<ItemReport> reports = processor.load(prepared, batch).orElseThrow();

    assertThat(rig.effects).containsSubsequence("transaction", "probe", "transaction");
    assertThat(rig.announced)
        .extracting(WorkerStatus::state)
        .containsExactly(State.WAITING_FOR_DATABASE, State.WORKING);
    assertThat(reports)
        .singleElement()
        .matches(report -> report.result().outcome() instanceof Outcome.Loaded)
        .matches(report -> report.result().attempt() == 1);
    assertThat(reports.get(0).result().processing().busyMicros()).as("not the outage").isZero();
  }

  @Test
  void waitsForALockedTableAsForADatabaseThatIsAway() {
    Batch batch = WorkerRig.batch(0, "one", "two");
    List<PreparedItem> prepared = processor.prepare(batch);
    rig.database.lock(new TableId(null, "note"));
    AtomicInteger waits = new AtomicInteger();
    rig.whenWaiting =
        () -> {
          if (waits.incrementAndGet() == 3) {
            rig.database.lock(null);
          }
        };

    List<ItemReport> reports = processor.load(prepared, batch).orElseThrow();

    assertThat(rig.announced)
        .extracting(WorkerStatus::state)
        .containsExactly(State.WAITING_FOR_DATABASE, State.WORKING);
    assertThat(reports)
        .hasSize(2)
        .allMatch(report -> report.result().outcome() instanceof Outcome.Loaded)
        .allMatch(report -> report.result().attempt() == 1);
  }

  @Test
  void sharesTheTimeOfLoadingOutEvenly() {
    Batch batch = WorkerRig.batch(0, "one", "two");
    rig.whenMapping = () -> rig.clock.advance(Duration.ofMillis(2));
    List<PreparedItem> prepared = processor.prepare(batch);
    rig.database.whenWriting(() -> rig.clock.advance(Duration.ofMillis(10)));

    List<ItemReport> reports = processor.load(prepared, batch).orElseThrow();

    assertThat(reports)
        .extracting(report -> report.result().processing().busyMicros())
        .containsExactly(7_000L, 7_000L);
    assertThat(reports)
        .allMatch(report -> report.result().processing().worker().equals("a/worker-1"))
        .allMatch(report -> report.result().processing().finishedAt().equals(rig.clock.instant()));
    assertThat(rig.effects).contains("observed 2");
  }
}
