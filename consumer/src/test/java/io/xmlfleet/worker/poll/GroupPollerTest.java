package io.xmlfleet.worker.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.xmlfleet.testing.TickingClock;
import io.xmlfleet.worker.Records;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupPollerTest {
  private final MockConsumer<byte[], byte[]> consumer =
      new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());
  private final StopSignal stop = new StopSignal();
  private final TickingClock clock = new TickingClock(Duration.ofMillis(1));
  private final List<Set<TopicPartition>> heldAtFlushes = new ArrayList<>();
  private final Set<TopicPartition> forgotten = new HashSet<>();
  private final OffsetCommitter offsets =
      new OffsetCommitter() {
        @Override
        public void commit(Batch done) {}

        @Override
        public void flush() {
          heldAtFlushes.add(Set.copyOf(consumer.assignment()));
        }

        @Override
        public void forget(Collection<TopicPartition> partitions) {
          forgotten.addAll(partitions);
        }
      };
  private final Turns turns = new Turns();
  private final GroupPoller poller =
      new GroupPoller(
          consumer,
          offsets,
          turns,
          Records.TOPICS,
          new BatchLimits(3, 1_000, Duration.ofMillis(20)),
          stop,
          clock);

  @BeforeEach
  void subscribe() {
    poller.subscribe();
    consumer.updateBeginningOffsets(Map.of(Records.partition(0), 0L, Records.partition(1), 0L));
    assign(0);
  }

  @Test
  void gathersSeveralPollsIntoABatch() {
    consumer.schedulePollTask(() -> consumer.addRecord(Records.record(0, 0, 1)));
    consumer.schedulePollTask(() -> consumer.addRecord(Records.record(0, 1, 1)));
    consumer.schedulePollTask(() -> consumer.addRecord(Records.record(0, 2, 1)));
    consumer.schedulePollTask(() -> consumer.addRecord(Records.record(0, 3, 1)));

    assertThat(poller.next().items()).hasSize(3);
    assertThat(poller.next().items()).hasSize(1);
  }

  @Test
  void lingersFromTheFirstDocumentOn() {
    consumer.schedulePollTask(() -> clock.advance(Duration.ofMillis(100)));
    consumer.schedulePollTask(() -> consumer.addRecord(Records.record(0, 0, 1)));
    consumer.schedulePollTask(() -> consumer.addRecord(Records.record(0, 1, 1)));

    assertThat(poller.next().items()).hasSize(2);
  }

  @Test
  void takesLargerBatchesWhereTheyAreLoadedQuickly() {
    GroupPoller growing =
        new GroupPoller(
            consumer,
            offsets,
            turns,
            Records.TOPICS,
            new BatchLimits(1_000, 1_000, Duration.ofMillis(20)),
            stop,
            clock);
    for (int offset = 0; offset < 300; offset++) {
      consumer.addRecord(Records.record(0, offset, 1));
    }
    assertThat(growing.next().items()).hasSize(100);

    growing.loaded(BatchSize.QUICK.minusMillis(1));

    assertThat(growing.next().items()).hasSize(200);
  }

  @Test
  void givesASignOfLifeWhereTheNextBatchWaitsAlready() {
    for (int offset = 0; offset < 6; offset++) {
      consumer.addRecord(Records.record(0, offset, 1));
    }
    poller.next();
    clock.advance(Duration.ofSeconds(10));

    assertThat(poller.next().items()).hasSize(3);

    assertThat(consumer.paused()).as("it polled, and took no more in").hasSize(1);
  }

  @Test
  void waitsABitWhereItMayNotTakeWhatIsThere() {
    consumer.addRecord(Records.record(0, 0, 1));
    turns.enterAlone("another worker");

    assertThat(poller.next().isEmpty()).isTrue();

    assertThat(consumer.paused()).containsExactly(Records.partition(0));
    turns.leave("another worker");
    assertThat(poller.next().items()).hasSize(1);
  }

  @Test
  void turnsToTheRestOnlyWhenUrgentWorkDoesNotCome() {
    TopicPartition urgent = new TopicPartition(Records.TOPICS.urgentWork(), 0);
    consumer.updateBeginningOffsets(Map.of(urgent, 0L));
    consumer.updateEndOffsets(Map.of(urgent, 1_000L, Records.partition(0), 1_000L));
    consumer.rebalance(List.of(urgent, Records.partition(0)));
    clock.advance(PriorityPartitions.BETWEEN_LOOKS);
    consumer.schedulePollTask(
        () ->
            consumer.addRecord(
                new ConsumerRecord<>(urgent.topic(), 0, 0, new byte[1], new byte[1])));
    assertThat(poller.next().items()).hasSize(1);

    assertThat(poller.next().items()).isEmpty();
    assertThat(consumer.paused()).containsExactly(Records.partition(0));

    assertThat(poller.next().items()).isEmpty();
    assertThat(consumer.paused()).containsExactly(urgent);
  }

  @Test
  void countsWhatWaitsInAllItsPartitionsAndOnlyTheUsualOnes() {
    TopicPartition urgent = new TopicPartition(Records.TOPICS.urgentWork(), 0);
    consumer.updateBeginningOffsets(Map.of(urgent, 0L));
    consumer.updateEndOffsets(Map.of(urgent, 5L, Records.partition(0), 7L));
    consumer.rebalance(List.of(urgent, Records.partition(0), Records.partition(1)));
    consumer.updateEndOffsets(Map.of(Records.partition(1), 0L));
    poller.next();

    assertThat(poller.lag()).isEqualTo(12);
    assertThat(poller.partitions()).isEqualTo(2);
  }

  @Test
  void holdsAllPartitionsWhileItWaitsAndReleasesThemForTheNextBatch() {
    poller.waitFor(Duration.ofMillis(10));
    assertThat(consumer.paused()).containsExactly(Records.partition(0));

    consumer.schedulePollTask(() -> consumer.addRecord(Records.record(0, 0, 1)));
    assertThat(poller.next().items()).hasSize(1);
    assertThat(consumer.paused()).isEmpty();
  }

  @Test
  void sleepsBetweenThePollsOfAWait() {
    List<Duration> polls = new ArrayList<>();
    GroupPoller waiting = recording(polls, Clock.systemUTC());

    waiting.waitFor(Duration.ofMillis(500));

    assertThat(polls).hasSizeBetween(2, 5);
  }

  @Test
  void looksOftenForPartitionsAsLongAsTheGroupForms() {
    List<Duration> polls = new ArrayList<>();
    GroupPoller waiting = recording(polls, clock);

    waiting.next();
    assertThat(polls).hasSizeGreaterThan(5).allMatch(GroupPoller.SHORT_POLL::equals);

    polls.clear();
    clock.advance(GroupPoller.SETTLING);
    waiting.next();
    assertThat(polls.get(0)).isEqualTo(StopSignal.LONGEST_PART);

    polls.clear();
    waiting.onPartitionsRevoked(List.of());
    waiting.next();
    assertThat(polls.get(0)).isEqualTo(GroupPoller.SHORT_POLL);
  }

  private GroupPoller recording(List<Duration> polls, Clock time) {
    MockConsumer<byte[], byte[]> recording =
        new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name()) {
          @Override
          public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            polls.add(timeout);
            return super.poll(timeout);
          }
        };
    GroupPoller waiting =
        new GroupPoller(
            recording,
            offsets,
            new Turns(),
            Records.TOPICS,
            new BatchLimits(3, 1_000, Duration.ofMillis(20)),
            new StopSignal(),
            time);
    waiting.subscribe();
    return waiting;
  }

  @Test
  void holdsPartitionsThatArriveWhileItWaits() {
    consumer.schedulePollTask(() -> assign(0, 1));

    poller.waitFor(Duration.ofMillis(10));

    assertThat(consumer.paused())
        .containsExactlyInAnyOrder(Records.partition(0), Records.partition(1));
  }

  @Test
  void pollsBetweenItemsOnlyWhenTheLastPollIsAWhileAgo() {
    poller.next();
    poller.waitFor(Duration.ZERO);
    assertThat(consumer.paused()).isEmpty();

    clock.set(Duration.ofMinutes(-10));
    clock.advance(Duration.ofSeconds(10));
    poller.waitFor(Duration.ZERO);
    assertThat(consumer.paused()).containsExactly(Records.partition(0));
  }

  @Test
  void takesRevokedItemsOutOfTheBatchInHand() {
    assign(0, 1);
    consumer.schedulePollTask(
        () -> {
          consumer.addRecord(Records.record(0, 0, 1));
          consumer.addRecord(Records.record(1, 0, 1));
        });
    Batch batch = poller.next();
    assertThat(batch.items()).hasSize(2);

    consumer.schedulePollTask(() -> assign(1));
    poller.waitFor(Duration.ofMillis(10));

    assertThat(batch.items().stream().filter(batch::holds)).hasSize(1);
    assertThat(batch.committable()).containsOnlyKeys(Records.partition(1));
  }

  @Test
  void takesRevokedItemsOutOfTheBatchesBeforeAndAfterTheOneInHand() {
    for (int offset = 0; offset < 3; offset++) {
      consumer.addRecord(Records.record(0, offset, 1));
    }
    Batch delivered = poller.next();
    assertThat(delivered.committable()).containsKey(Records.partition(0));
    for (int offset = 3; offset < 7; offset++) {
      consumer.addRecord(Records.record(0, offset, 1));
    }
    assertThat(poller.next().items()).as("and one more waits").hasSize(3);

    poller.onPartitionsRevoked(List.of(Records.partition(0)));

    assertThat(delivered.committable()).doesNotContainKey(Records.partition(0));
    assertThat(poller.next().items()).isEmpty();
  }

  @Test
  void commitsNothingOfPartitionsThatAreSomebodyElsesByNow() {
    consumer.addRecord(Records.record(0, 0, 1));
    Batch batch = poller.next();

    poller.onPartitionsLost(List.of(Records.partition(0)));

    assertThat(batch.committable()).isEmpty();
    assertThat(forgotten).containsExactly(Records.partition(0));
    assertThat(heldAtFlushes).isEmpty();
  }

  @Test
  void leavesItsMarksWhereItDied() {
    poller.died();

    assign();

    assertThat(heldAtFlushes).isEmpty();
    assertThat(forgotten).containsExactly(Records.partition(0));
  }

  @Test
  void leavesTheGroupWhenItIsClosed() {
    poller.close(Duration.ofSeconds(1));

    assertThat(consumer.closed()).isTrue();
  }

  @Test
  void commitsWhatIsDoneBeforeItsPartitionMoves() {
    assign(0, 1);
    assertThat(heldAtFlushes).isEmpty();

    consumer.schedulePollTask(() -> assign(1));
    poller.next();

    assertThat(heldAtFlushes).containsExactly(Set.of(Records.partition(0), Records.partition(1)));
  }

  @Test
  void waitsForAsLongAsItWasToldWhenTheClockIsSetBackMeanwhile() {
    clock.set(Duration.ofMinutes(10));
    consumer.schedulePollTask(() -> clock.set(Duration.ofMinutes(-20)));
    consumer.schedulePollTask(() -> consumer.addRecord(Records.record(0, 0, 1)));

    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          poller.waitFor(Duration.ofMillis(50));
          assertThat(poller.next().items()).hasSize(1);
        });
  }

  @Test
  void endsAWaitWhenTheWorkerIsToStop() {
    consumer.schedulePollTask(stop::raise);

    poller.waitFor(Duration.ofDays(1));

    assertThat(stop.raised()).isTrue();
  }

  @Test
  void closesAConsumerThatCannotSubscribe() {
    MockConsumer<byte[], byte[]> refusing =
        new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name()) {
          @Override
          public synchronized void subscribe(
              Collection<String> names, ConsumerRebalanceListener listener) {
            throw new IllegalStateException("no");
          }
        };
    GroupPoller joining =
        new GroupPoller(
            refusing,
            offsets,
            new Turns(),
            Records.TOPICS,
            new BatchLimits(3, 1_000, Duration.ofMillis(20)),
            stop,
            clock);

    assertThatThrownBy(joining::subscribe).hasMessage("no");
    assertThat(refusing.closed()).isTrue();
  }

  private void assign(int... partitions) {
    consumer.rebalance(Arrays.stream(partitions).mapToObj(Records::partition).toList());
  }
}
