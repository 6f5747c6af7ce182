package io.xmlfleet.progress;

import static io.xmlfleet.progress.Outcomes.START;
import static io.xmlfleet.progress.Outcomes.loaded;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Stage;
import io.xmlfleet.message.RunEvent;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
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
