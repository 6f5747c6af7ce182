package io.xmlfleet.worker.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.pipeline.ReceivedItem;
import io.xmlfleet.testing.TickingClock;
import io.xmlfleet.worker.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** Lives of processes, one after the other, that share nothing but what they committed. */
class ProbationTest {
  private static final int DOCUMENTS = 300;
  private static final Set<Long> NONE = Set.of();

  private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
  private final Set<Long> loaded = new TreeSet<>();
  private final Set<Long> rejected = new TreeSet<>();
  private final List<Integer> sizes = new ArrayList<>();
  private boolean fenced;
  private boolean unreachable;
  private int commits;
  private final TickingClock clock = new TickingClock(Duration.ofMillis(1));

  /** A process, as far as the group knows it. */
  private final class Life {
    private final MockConsumer<byte[], byte[]> consumer =
        new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name()) {
          @Override
          public synchronized void commitSync(
              Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
            if (fenced) {
              throw new CommitFailedException("stale member epoch");
            }
            commits++;
            committed.putAll(offsets);
          }

          @Override
          public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
              Set<TopicPartition> partitions, Duration timeout) {
            if (unreachable) {
              throw new TimeoutException("no answer");
            }
            Map<TopicPartition, OffsetAndMetadata> found = new HashMap<>(committed);
            found.keySet().retainAll(partitions);
            return found;
          }
        };
    private final KafkaOffsetCommitter offsets = new KafkaOffsetCommitter(consumer, clock);
    private final GroupPoller poller;

    Life(Turns turns, int... partitions) {
      poller =
          new GroupPoller(
              consumer,
              offsets,
              turns,
              Records.TOPICS,
              new BatchLimits(1_000, 1_000_000, Duration.ofMillis(20)),
              new StopSignal(),
              clock);
      poller.subscribe();
      List<TopicPartition> owned = IntStream.of(partitions).mapToObj(Records::partition).toList();
      owned.forEach(each -> consumer.updateBeginningOffsets(Map.of(each, from(each))));
      consumer.rebalance(owned);
      for (TopicPartition each : owned) {
        for (long offset = from(each); offset < DOCUMENTS; offset++) {
          consumer.addRecord(Records.record(each.partition(), offset, 1));
        }
      }
    }

    private long from(TopicPartition partition) {
      OffsetAndMetadata at = committed.get(partition);
      return at == null ? 0 : at.offset();
    }

    /** Whether it came to the end; it dies when it has one of these in hand, or after batches. */
    boolean lives(Set<Long> deadly, int batches) {
      for (int i = 0; i < batches; i++) {
        Batch batch = poller.next();
        if (batch.items().isEmpty()) {
          offsets.flush();
          return true;
        }
        sizes.add(batch.items().size());
        for (ReceivedItem item : batch.items()) {
          boolean condemned = item.deaths() >= Probation.DEATHS;
          if (!condemned && deadly.contains(item.position().offset())) {
            return false;
          }
          (condemned ? rejected : loaded).add(item.position().offset());
        }
        offsets.commit(batch);
      }
      return false;
    }

    /** Leaves in order. */
    void leave() {
      consumer.rebalance(List.of());
    }
  }

  private int livesUntilAllIsDone(Set<Long> deadly) {
    int lives = 1;
    while (!new Life(new Turns(), 0).lives(deadly, Integer.MAX_VALUE)) {
      lives++;
      assertThat(lives).as("deaths so far").isLessThan(20);
    }
    return lives;
  }

  @Test
  void rejectsTheDocumentThatAProcessDiedOfAloneTwice() {
    assertThat(livesUntilAllIsDone(Set.of(77L))).isLessThanOrEqualTo(5);

    assertThat(rejected).containsExactly(77L);
    assertThat(loaded).hasSize(DOCUMENTS - 1);
  }

  @Test
  void findsTheFirstTheLastAndNeighbours() {
    int lives = livesUntilAllIsDone(Set.of(0L, 120L, 121L, DOCUMENTS - 1L));

    assertThat(rejected).containsExactly(0L, 120L, 121L, DOCUMENTS - 1L);
    assertThat(loaded).hasSize(DOCUMENTS - 4);
    assertThat(lives).as("two lives each, and two to find each").isLessThanOrEqualTo(17);
  }

  @Test
  void takesFullBatchesFromWhoLeftInOrder() {
    Life first = new Life(new Turns(), 0);
    assertThat(first.lives(NONE, 1)).isFalse();
    first.leave();
    sizes.clear();

    assertThat(new Life(new Turns(), 0).lives(NONE, Integer.MAX_VALUE)).isTrue();

    assertThat(sizes).as("the first one was 100").containsExactly(100, 100);
    assertThat(committed.get(Records.partition(0)).offset()).isEqualTo(DOCUMENTS);
  }

  @Test
  void beginsWithFewDocumentsAfterWhoDidNot() {
    assertThat(new Life(new Turns(), 0).lives(NONE, 0)).isFalse();
    assertThat(new Life(new Turns(), 0).lives(Set.of(3L), Integer.MAX_VALUE)).isFalse();
    sizes.clear();

    assertThat(new Life(new Turns(), 0).lives(NONE, Integer.MAX_VALUE)).isTrue();

    assertThat(sizes).startsWith(1, 2, 4, 8, 16, 32, 64);
    assertThat(rejected).isEmpty();
  }

  @Test
  void whoDiesOfSomethingElseTimeAndAgainRejectsNothing() {
    int lives = 0;
    while (!new Life(new Turns(), 0).lives(NONE, 3)) {
      lives++;
      assertThat(lives).isLessThan(200);
    }

    assertThat(rejected).isEmpty();
    assertThat(loaded).hasSize(DOCUMENTS);
  }

  @Test
  void aSuspectIsTriedAloneInItsProcess() {
    for (int i = 0; i < 3; i++) {
      assertThat(new Life(new Turns(), 0).lives(Set.of(0L), Integer.MAX_VALUE)).isFalse();
    }
    assertThat(Mark.of(committed.get(Records.partition(0)).metadata()))
        .as("one process had it alone in hand, and another one tries again")
        .contains(new Mark(1, 1, 0));
    committed.put(Records.partition(0), new OffsetAndMetadata(0, new Mark(1, 0, 0).text()));
    Turns turns = new Turns();
    Life other = new Life(turns, 1);
    Batch inHand = other.poller.next();
    assertThat(inHand.items()).isNotEmpty();

    Life second = new Life(turns, 0);
    assertThat(second.poller.next().items()).as("the other one is busy").isEmpty();
    other.offsets.commit(inHand);
    assertThat(other.poller.next().items()).as("it waits").isEmpty();
    assertThat(second.poller.next().items()).hasSize(1);
    assertThat(other.poller.next().items()).as("it still waits").isEmpty();
    second.poller.close(Duration.ofSeconds(1));
    assertThat(other.poller.next().items()).isNotEmpty();
  }

  @Test
  void aRebalanceInTheMiddleDoesNotCountAndForgetsNothing() {
    committed.put(Records.partition(0), new OffsetAndMetadata(0, new Mark(1, 0, 5).text()));
    Life second = new Life(new Turns(), 0);
    assertThat(second.poller.next().items()).as("it has the document in hand").hasSize(1);

    second.leave();

    assertThat(Mark.of(committed.get(Records.partition(0)).metadata()))
        .as("one process died of it, as before")
        .contains(new Mark(0, 1, 5));

    Life third = new Life(new Turns(), 0);
    third.offsets.commit(third.poller.next());
    third.leave();
    assertThat(committed.get(Records.partition(0)).offset()).isEqualTo(1);
    assertThat(Mark.of(committed.get(Records.partition(0)).metadata()))
        .as("the next document has nothing to do with it")
        .contains(new Mark(0, 0, 5));

    committed.put(Records.partition(0), new OffsetAndMetadata(0, new Mark(0, 1, 5).text()));
    assertThat(new Life(new Turns(), 0).lives(Set.of(0L), Integer.MAX_VALUE)).isFalse();
    assertThat(new Life(new Turns(), 0).lives(Set.of(0L), Integer.MAX_VALUE)).isTrue();
    assertThat(rejected).containsExactly(0L);
  }

  @Test
  void takesNothingBeforeItKnowsWhatTheLastOwnerLeft() {
    committed.put(Records.partition(0), new OffsetAndMetadata(0, Mark.AT_WORK.text()));
    Life life = new Life(new Turns(), 0);
    unreachable = true;
    assertThat(life.poller.next().isEmpty()).isTrue();

    unreachable = false;

    assertThat(life.poller.next().items()).hasSize(1);
  }

  @Test
  void takesNothingBeforeItHasSaidSo() {
    Life life = new Life(new Turns(), 0);
    fenced = true;
    assertThat(life.poller.next().isEmpty()).isTrue();
    fenced = false;
    assertThat(life.poller.next().items()).hasSize(100);
    assertThat(commits).isEqualTo(1);

    life.poller.next();

    assertThat(commits).as("once is enough").isEqualTo(1);
  }

  @Test
  void triesNothingBeforeItHasSaidSo() {
    committed.put(Records.partition(0), new OffsetAndMetadata(0, Mark.AT_WORK.text()));
    Life life = new Life(new Turns(), 0);
    fenced = true;

    assertThat(life.poller.next().isEmpty()).isTrue();

    assertThat(life.poller.overlaps()).as("nothing is on trial").isTrue();
  }

  @Test
  void waitsForATrialToEndUnlessItsPartitionIsGone() {
    committed.put(Records.partition(0), new OffsetAndMetadata(0, Mark.AT_WORK.text()));
    Life life = new Life(new Turns(), 0, 1);
    assertThat(life.poller.next().items()).hasSize(1);
    assertThat(life.poller.overlaps()).isFalse();

    life.consumer.rebalance(List.of(Records.partition(0)));
    assertThat(life.poller.overlaps()).isFalse();
    life.consumer.rebalance(List.of());
    assertThat(life.poller.overlaps()).isTrue();
  }

  @Test
  void forgetsASuspicionWithItsPartition() {
    committed.put(Records.partition(0), new OffsetAndMetadata(0, Mark.AT_WORK.text()));
    Life life = new Life(new Turns(), 0);
    assertThat(life.poller.next().items()).hasSize(1);
    life.leave();
    committed.put(Records.partition(0), new OffsetAndMetadata(0, Mark.NONE));

    life.consumer.rebalance(List.of(Records.partition(0)));
    life.consumer.seek(Records.partition(0), 0);
    for (long offset = 0; offset < DOCUMENTS; offset++) {
      life.consumer.addRecord(Records.record(0, offset, 1));
    }

    assertThat(life.poller.next().items()).hasSize(100);
  }

  @Test
  void othersGoOnWhileFewDocumentsAreTakenOfWhichNobodyDied() {
    Turns turns = new Turns();
    assertThat(new Life(turns, 1).poller.next().items()).isNotEmpty();
    committed.put(Records.partition(0), new OffsetAndMetadata(0, Mark.AT_WORK.text()));

    assertThat(new Life(turns, 0).poller.next().items()).hasSize(1);
  }

  @Test
  void takesDocumentsSinglyUpToTheOffsetThatWasToldAndMoreFromThere() {
    committed.put(Records.partition(0), new OffsetAndMetadata(0, new Mark(0, 0, 3).text()));

    assertThat(new Life(new Turns(), 0).lives(NONE, Integer.MAX_VALUE)).isTrue();

    assertThat(sizes).startsWith(1, 1, 1, 1, 2, 4);
  }

  @Test
  void marksSurviveWhoeverWritesOtherThings() {
    assertThat(Mark.of(new Mark(3, 1, 17).text())).contains(new Mark(3, 1, 17));
    assertThat(Mark.of("")).isEmpty();
    assertThat(Mark.of(null)).isEmpty();
    assertThat(Mark.of("at work 99999999999999999999 0 0")).isEmpty();
  }
}
