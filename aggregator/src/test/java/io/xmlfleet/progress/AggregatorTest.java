package io.xmlfleet.progress;

import static io.xmlfleet.progress.Outcomes.START;
import static io.xmlfleet.progress.Outcomes.loaded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ResultCodec;
import io.xmlfleet.progress.Aggregator.Role;
import io.xmlfleet.testing.TickingClock;
import io.xmlfleet.topic.TopicNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidSessionTimeoutException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AggregatorTest {
  private static final TopicNames TOPICS = TopicNames.standard();
  private static final TopicPartition SEAT = new TopicPartition(TOPICS.aggregatorState(), 0);
  private static final long PATIENCE_SECONDS = 5;

  private final MemoryKafka kafka = new MemoryKafka(TOPICS, 1);
  private final TickingClock clock = new TickingClock(START, Duration.ZERO);
  private final List<Member> members = new CopyOnWriteArrayList<>();

  /** What happens in a member's next poll; handing it over waits for that poll. */
  private final BlockingQueue<Runnable> rounds = new SynchronousQueue<>();

  private Aggregator aggregator;

  @AfterEach
  void close() {
    aggregator.close();
  }

  @Test
  void standsByUntilItIsElectedAndThenReports() throws Exception {
    start();
    assertThat(aggregator.sign().role()).isEqualTo(Role.STARTING);
    round();
    round();
    clock.set(Duration.ofMinutes(-10));
    clock.advance(Duration.ofSeconds(3));
    assertThat(aggregator.sign())
        .isEqualTo(new Aggregator.Sign(Role.STANDING_BY, Duration.ofSeconds(3)));
    round();
    round();
    assertThat(aggregator.sign().silence()).isZero();
    kafka.put(ResultCodec.encode(TOPICS.results(), loaded(1)));
    assertThat(aggregator.reports()).isEmpty();

    elect(List.of(SEAT));
    round();
    round();

    assertThat(aggregator.sign().role()).isEqualTo(Role.ACTIVE);
    assertThat(aggregator.reports()).extracting(ProgressReport::run).containsExactly("run-1");
    aggregator.requireRunning();
  }

  @Test
  void saysNothingMoreOnceAnotherOneIsElected() throws Exception {
    start();
    kafka.put(ResultCodec.encode(TOPICS.results(), loaded(1)));
    elect(List.of(SEAT));
    round();
    round();
    assertThat(aggregator.reports()).hasSize(1);

    elect(List.of());
    round();
    round();

    assertThat(aggregator.sign().role()).isEqualTo(Role.STANDING_BY);
    assertThat(aggregator.reports()).isEmpty();
    assertThat(kafka.open()).as("clients of the term").isZero();
    assertThat(kafka.records(TOPICS.aggregatorState())).as("it may be fenced").isEmpty();
    assertThat(members).singleElement().matches(member -> !member.closed());
  }

  @Test
  void savesItsStateWhenItIsClosed() throws Exception {
    start();
    kafka.put(ResultCodec.encode(TOPICS.results(), loaded(1)));
    elect(List.of(SEAT));
    round();
    round();

    aggregator.close();

    assertThat(kafka.keys(TOPICS.aggregatorState())).containsExactly("run:run-1", "positions");
    assertThat(kafka.open()).isZero();
    assertThat(members).allMatch(MockConsumer::closed);
    assertThatThrownBy(aggregator::requireRunning)
        .isInstanceOf(InfrastructureException.class)
        .hasMessageContaining("has stopped");
  }

  @Test
  void beginsAgainAfterAFailureOfKafka() throws Exception {
    start();
    elect(List.of(SEAT));
    round();
    fail(new TimeoutException("nobody answers"));
    round(); // of another member, after a pause

    assertThat(members).hasSize(2);
    assertThat(members.get(0).closed()).isTrue();
    assertThat(kafka.open()).isZero();
    aggregator.requireRunning();
  }

  @Test
  void saysThatItRecoversUntilItTakesPartAgain() throws Exception {
    CountDownLatch again = new CountDownLatch(1);
    aggregator =
        start(
            () -> {
              if (!members.isEmpty()) {
                await(again);
              }
              return new Election(new Member(), TOPICS);
            });
    round();
    fail(new KafkaException("down"));
    while (aggregator.sign().role() != Role.RECOVERING) {
      Thread.onSpinWait();
    }

    again.countDown();
    round();
    round();

    assertThat(aggregator.sign().role()).isEqualTo(Role.STANDING_BY);
    assertThat(members).hasSize(2);
  }

  @Test
  void beginsAgainAfterAnError() throws Exception {
    start();
    elect(List.of(SEAT));
    round();
    round(
        () -> {
          throw new OutOfMemoryError("unable to create native thread");
        });
    round(); // of another member, after a pause

    assertThat(members).hasSize(2);
    assertThat(members.get(0).closed()).isTrue();
    assertThat(kafka.open()).isZero();
    aggregator.requireRunning();
  }

  @Test
  void endsIfItsSettingsCannotBeUsed() {
    UsageException unusable = new UsageException("no such truststore");
    aggregator =
        start(
            () -> {
              throw unusable;
            });

    assertThat(whyItEnds()).isSameAs(unusable);
  }

  @Test
  void endsIfTheBrokerRefusesItsTakeoverTime() throws Exception {
    start();
    fail(new InvalidSessionTimeoutException("6 s"));

    assertThat(whyItEnds())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("6000 ms")
        .hasMessageContaining("group.min.session.timeout.ms");
    assertThat(members).allMatch(MockConsumer::closed);
  }

  private void start() {
    aggregator = start(() -> new Election(new Member(), TOPICS));
  }

  private Aggregator start(Supplier<Election> elections) {
    return Aggregator.start(elections, kafka, TOPICS, AggregatorSettings.standard(), clock);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Throwable whyItEnds() {
    Throwable said = null;
    while (said == null) {
      Thread.onSpinWait();
      said = catchThrowable(aggregator::requireRunning);
    }
    return said;
  }

  private void elect(List<TopicPartition> partitions) throws InterruptedException {
    round(() -> members.get(members.size() - 1).rebalance(partitions));
  }

  private void fail(KafkaException failure) throws InterruptedException {
    round(
        () -> {
          throw failure;
        });
  }

  /** All that came before the member's next poll has happened when this returns. */
  private void round() throws InterruptedException {
    round(() -> {});
  }

  private void round(Runnable what) throws InterruptedException {
    assertThat(rounds.offer(what, PATIENCE_SECONDS, TimeUnit.SECONDS)).as("a poll").isTrue();
  }

  private final class Member extends MockConsumer<byte[], byte[]> {
    Member() {
      super("earliest");
      updateBeginningOffsets(Map.of(SEAT, 0L));
      members.add(this);
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration limit) {
      try {
        Runnable next = rounds.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (next != null) {
          next.run();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return super.poll(limit);
    }
  }
}
