package io.xmlfleet.progress;

import static io.xmlfleet.progress.Outcomes.START;
import static io.xmlfleet.progress.Outcomes.loaded;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Stage;
import io.xmlfleet.message.ResultCodec;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.topic.TopicNames;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** What an outcome and a report cost must not depend on how many there were before. */
class GrowthTest {
  private static final Moment NOW = new Moment(START, Duration.ZERO);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long FEW = 10_000;
  private static final long MANY = 10_000_000;
  private static final int OUTCOMES = 10_000;
  private static final int REPORTS = 200;
  private static final int ROUNDS = 15;

  /** A count that looks at all items gives 39; caches of a busy machine give up to 1.6. */
  private static final double ALLOWED = 2;

  private final RunReporter reporter = new RunReporter(Duration.ofSeconds(60));
  private long seen;

  @Test
  void aLongRunCostsAsMuchAnItemAsAShortOne() {
    byte[] few = after(FEW);
    byte[] many = after(MANY);
    assertThat(many).hasSizeLessThan(700_000); // every hundredth one failed, of ten million

    assertThat(ratio(few, many, this::outcomes)).as("an outcome").isLessThan(ALLOWED);
    assertThat(ratio(few, many, this::reports)).as("a report").isLessThan(ALLOWED);
    assertThat(seen).isPositive();
  }

  @Test
  void aThousandRunsCostAsMuchAnOutcomeAsOne() {
    long best = Long.MAX_VALUE;
    long bestOfMany = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      best = Math.min(best, besides(1));
      bestOfMany = Math.min(bestOfMany, besides(1_000));
    }
    // Reports that are due to all runs each time would give several hundred.
    assertThat((double) bestOfMany / best).isLessThan(ALLOWED);
  }

  /** Of outcomes with a report after each hundred, beside runs that are over. */
  private long besides(int runs) {
    AggregatorState state = new AggregatorState(TopicNames.standard(), Clock.systemUTC());
    for (int i = 0; i < runs; i++) {
      RunState over = new RunState("over-" + i, NOW);
      over.apply(RunEvent.started("over-" + i, "loans", "in", START).sealed(0, START), NOW);
      state.restore(over);
    }
    assertThat(state.takeReports(reporter, false)).hasSize(runs);
    long started = THREADS.getCurrentThreadCpuTime();
    for (int i = 1; i <= OUTCOMES; i++) {
      ProducerRecord<byte[], byte[]> sent =
          ResultCodec.encode(TopicNames.standard().results(), loaded(i));
      state.apply(
          new ConsumerRecord<>(
              sent.topic(),
              0,
              i,
              START.toEpochMilli(),
              TimestampType.CREATE_TIME,
              sent.key().length,
              sent.value().length,
              sent.key(),
              sent.value(),
              sent.headers(),
              Optional.empty()));
      if (i % 100 == 0) {
        seen += state.takeReports(reporter, i % 1_000 == 0).size();
      }
    }
    return THREADS.getCurrentThreadCpuTime() - started;
  }

  /** A snapshot of a run of so many items, in the order in which three workers would bring them. */
  private static byte[] after(long items) {
    ItemSets sets = new ItemSets();
    for (int worker = 0; worker < 3; worker++) {
      for (long sequence = 1L + worker; sequence <= items; sequence += 3) {
        ItemChange change =
            sequence % 100 == 0
                ? sets.fail(sequence, Stage.MAPPING)
                : sets.succeed(sequence, false);
        assert change == ItemChange.CHANGED : sequence;
      }
    }
    RunState run = new RunState("run-1", sets);
    run.apply(RunEvent.started("run-1", "loans", "in", START).sealed(2 * MANY, START), NOW);
    assertThat(run.completed()).isEqualTo(items);
    return RunStateCodec.write(run);
  }

  private interface Work {
    void on(RunState run);
  }

  /**
   * Of the best processor times, taken in turn: what else the machine does makes them longer only.
   */
  private static double ratio(byte[] few, byte[] many, Work work) {
    long best = Long.MAX_VALUE;
    long bestOfMany = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      best = Math.min(best, nanos(few, work));
      bestOfMany = Math.min(bestOfMany, nanos(many, work));
    }
    return (double) bestOfMany / best;
  }

  private static long nanos(byte[] snapshot, Work work) {
    RunState run = RunStateCodec.read("run-1", snapshot);
    long started = THREADS.getCurrentThreadCpuTime();
    work.on(run);
    return THREADS.getCurrentThreadCpuTime() - started;
  }

  private void outcomes(RunState run) {
    long first = run.completed() + 1;
    for (long sequence = first; sequence < first + OUTCOMES; sequence++) {
      run.apply(loaded(sequence), NOW);
    }
    seen += run.completed();
  }

  private void reports(RunState run) {
    for (int i = 0; i < REPORTS; i++) {
      seen += reporter.report(run, false, NOW).counts().completed();
    }
  }
}
