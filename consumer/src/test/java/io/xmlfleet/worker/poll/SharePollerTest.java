package io.xmlfleet.worker.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.pipeline.ReceivedItem;
import io.xmlfleet.testing.TickingClock;
import io.xmlfleet.worker.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.errors.DisconnectException;
import org.junit.jupiter.api.Test;

class SharePollerTest {
  private final List<String> effects = new ArrayList<>();
  private final List<Integer> opened = new ArrayList<>();
  private final StopSignal stop = new StopSignal();
  private final TickingClock clock = TickingClock.standing();
  private boolean unlocked;
  private boolean unreachable;
  private Runnable onCommit = () -> {};
  private final Noting consumer = new Noting();
  private final SharePoller poller =
      new SharePoller(
          records -> {
            opened.add(records);
            return consumer;
          },
          Records.TOPIC,
          new ShareSize(100),
          stop,
          clock);

  /** Kafka's own, with what it forgets: acknowledgements. */
  private final class Noting extends MockShareConsumer<byte[], byte[]> {
    @Override
    public synchronized void acknowledge(
        ConsumerRecord<byte[], byte[]> consumed, AcknowledgeType type) {
      if (unlocked) {
        throw new IllegalStateException("the record cannot be acknowledged");
      }
      effects.add(type.name() + " " + consumed.offset());
    }

    @Override
    public synchronized Map<TopicIdPartition, Optional<KafkaException>> commitSync(Duration limit) {
      if (unreachable) {
        throw new DisconnectException("gone");
      }
      effects.add("commit");
      onCommit.run();
      return Map.of();
    }

    @Override
    public synchronized void close(Duration limit) {
      effects.add("close");
    }
  }

  private void add(long... offsets) {
    for (long offset : offsets) {
      consumer.addRecord(Records.record(0, offset, 1));
    }
  }

  @Test
  void subscribesAndTakesWhatAPollBrings() {
    add(0, 1);

    Batch batch = poller.next();

    assertThat(consumer.subscription()).containsExactly(Records.TOPIC);
    assertThat(opened).containsExactly(ShareSize.FIRST);
    assertThat(batch.items()).extracting(item -> item.position().offset()).containsExactly(0L, 1L);
    assertThat(batch.items()).extracting(ReceivedItem::deliveries).containsOnly(1);
    assertThat(batch.timeLimit()).isEqualTo(ShareSize.SLOW);
    assertThat(batch.committable()).isEmpty();
    assertThat(poller.next().isEmpty()).isTrue();
  }

  @Test
  void acceptsWhatIsDoneAndReleasesWhatIsLeftToOthers() {
    add(0, 1);
    Batch batch = poller.next();
    batch.release(batch.items().get(1));

    poller.commit(batch);
    assertThat(effects).containsExactly("ACCEPT 0", "RELEASE 1");

    poller.commit(batch);
    assertThat(effects).as("once").hasSize(2);
    poller.flush();
    assertThat(effects).endsWith("commit");
  }

  @Test
  void keepsWhatCameBackOften() {
    ReceivedItem often =
        new ReceivedItem(poller(5).work(), poller(5).position(), clock.instant(), 3);
    Batch batch = Batch.shared(List.of(often), ShareSize.SLOW);

    batch.release(often);

    assertThat(batch.holds(often)).isTrue();
  }

  private ReceivedItem poller(long offset) {
    add(offset);
    return poller.next().items().get(0);
  }

  @Test
  void renewsItsLocksInTimeAndNotBefore() {
    add(0, 1);
    Batch batch = poller.next();

    clock.set(Duration.ofMinutes(-10));
    clock.advance(SharePoller.RENEWAL_INTERVAL.minusMillis(1));
    poller.waitFor(Duration.ZERO);
    assertThat(effects).isEmpty();

    clock.advance(Duration.ofMillis(1));
    add(0, 1); // a renewed record comes again with the next poll
    poller.waitFor(Duration.ZERO);
    assertThat(effects).containsExactly("RENEW 0", "RENEW 1", "commit");

    poller.waitFor(Duration.ZERO);
    assertThat(effects).as("not again at once").hasSize(3);
    assertThat(poller.next().items()).as("they are in hand, and not news").isEmpty();
    poller.commit(batch);
    assertThat(effects).endsWith("ACCEPT 0", "ACCEPT 1");
  }

  @Test
  void renewsItsLocksWhileItWaits() {
    TickingClock quick = new TickingClock(SharePoller.RENEWAL_INTERVAL);
    SharePoller waiting =
        new SharePoller(records -> consumer, Records.TOPIC, new ShareSize(5), stop, quick);
    add(0);
    waiting.next();
    onCommit =
        () -> {
          add(0);
          if (effects.size() >= 4) {
            stop.raise();
          }
        };

    waiting.waitFor(Duration.ofDays(1));

    assertThat(effects).containsExactly("RENEW 0", "commit", "RENEW 0", "commit");
  }

  @Test
  void acknowledgesNothingWhoseLockIsLost() {
    add(0, 1);
    Batch batch = poller.next();
    clock.advance(SharePoller.RENEWAL_INTERVAL);
    add(1); // the other is somebody else's now
    poller.waitFor(Duration.ZERO);
    effects.clear();

    poller.commit(batch);

    assertThat(effects).containsExactly("ACCEPT 1");
  }

  @Test
  void takesNewRecordsThatComeWithARenewalAsTheNextBatch() {
    add(0);
    poller.next();
    clock.advance(SharePoller.RENEWAL_INTERVAL);
    add(0, 7);
    poller.waitFor(Duration.ZERO);

    assertThat(poller.next().items())
        .extracting(item -> item.position().offset())
        .containsExactly(7L);
  }

  @Test
  void goesOnWhereTheBrokersCannotBeToldNow() {
    add(0);
    Batch batch = poller.next();
    unreachable = true;
    clock.advance(SharePoller.RENEWAL_INTERVAL);
    poller.waitFor(Duration.ZERO);
    poller.flush();
    poller.commit(batch);
    assertThat(effects).as("the lock may be lost").containsExactly("RENEW 0");

    unreachable = false;
    unlocked = true;
    add(1);
    poller.commit(poller.next());
    assertThat(effects).as("it comes again").hasSize(1);
  }

  @Test
  void endsAWaitWhenTheWorkerIsToStop() {
    stop.raise();

    poller.waitFor(Duration.ofDays(1));

    assertThat(stop.raised()).isTrue();
  }

  @Test
  void opensAConsumerThatTakesLessOnceNothingIsLocked() {
    add(0, 1, 2, 3);
    Batch batch = poller.next();
    clock.advance(Duration.ofSeconds(1));
    poller.loaded(Duration.ofSeconds(1));
    poller.next();
    assertThat(opened).as("four records are locked").hasSize(1);

    poller.commit(batch);
    poller.next();

    assertThat(opened).containsExactly(ShareSize.FIRST, 2);
    assertThat(effects)
        .containsExactly("ACCEPT 0", "ACCEPT 1", "ACCEPT 2", "ACCEPT 3", "commit", "close");
  }

  @Test
  void takesLessWhereDocumentsAreLarge() {
    SharePoller large =
        new SharePoller(
            records -> {
              opened.add(records);
              return consumer;
            },
            Records.TOPIC,
            new ShareSize(100, ShareSize.FIRST, 1_000),
            stop,
            clock);
    consumer.addRecord(Records.record(0, 0, 800));
    consumer.addRecord(Records.record(0, 1, 800));
    Batch batch = large.next();

    large.loaded(Duration.ZERO);
    large.commit(batch);
    large.next();

    assertThat(opened).endsWith(ShareSize.FIRST, 1);
  }

  @Test
  void leavesItsGroup() {
    poller.close(Duration.ofSeconds(1));

    assertThat(effects).containsExactly("close");
    assertThat(poller.partitions()).isZero();
    assertThat(poller.lag()).isZero();
    assertThat(poller.overlaps()).isFalse();
  }

  @Test
  void closesAConsumerThatCannotSubscribe() {
    boolean[] closed = {false};
    MockShareConsumer<byte[], byte[]> refusing =
        new MockShareConsumer<>() {
          @Override
          public synchronized void subscribe(Collection<String> names) {
            throw new IllegalStateException("no");
          }

          @Override
          public synchronized void close(Duration timeout) {
            closed[0] = true;
          }
        };

    assertThatThrownBy(
            () ->
                new SharePoller(
                    records -> refusing, Records.TOPIC, new ShareSize(5), new StopSignal(), clock))
        .hasMessage("no");
    assertThat(closed[0]).isTrue();
  }
}
