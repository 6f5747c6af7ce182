package io.xmlfleet.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.testing.TickingClock;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProgressHubTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Test
  void givesASlowReaderTheLatestReportOnly() throws Exception {
    FakeProgressSource source = new FakeProgressSource();
    try (ProgressHub hub = ProgressHub.start(source, Clock.systemUTC());
        Subscription slow = hub.subscribe("run");
        Subscription end = hub.subscribe("end")) {
      for (int done = 1; done <= 50; done++) {
        source.publish(Reports.at("run", done));
      }
      source.publish(Reports.at("end", 1));
      assertThat(end.await(PATIENCE)).isNotNull();

      String latest = slow.await(PATIENCE);

      assertThat(latest).isNotNull();
      assertThat(read(latest).counts().loaded()).isEqualTo(50);
      assertThat(slow.await(Duration.ZERO)).isNull();
    }
  }

  @Test
  void knowsWhetherSomebodyLooks() {
    TickingClock clock = new TickingClock(Instant.EPOCH, Duration.ZERO);
    try (ProgressHub hub = ProgressHub.start(new FakeProgressSource(), clock)) {
      assertThat(hub.isWatched()).isFalse();
      hub.looked();
      clock.advance(Duration.ofSeconds(9));
      assertThat(hub.isWatched()).as("a page that asks every few seconds").isTrue();
      clock.advance(Duration.ofSeconds(1));
      assertThat(hub.isWatched()).as("was closed").isFalse();
      Subscription page = hub.subscribe("run");
      assertThat(hub.isWatched()).as("one that is told").isTrue();
      page.close();
      assertThat(hub.isWatched()).isFalse();
    }
  }

  @Test
  void givesAllPagesTheSameText() throws Exception {
    FakeProgressSource source = new FakeProgressSource();
    try (ProgressHub hub = ProgressHub.start(source, Clock.systemUTC());
        Subscription one = hub.subscribe("run");
        Subscription other = hub.subscribe("run")) {
      source.publish(Reports.at("run", 1));

      String text = one.await(PATIENCE);

      assertThat(text).isNotNull();
      assertThat(other.await(PATIENCE)).isSameAs(text); // written as JSON once
    }
  }

  @Test
  void tellsAtItsEndThoseWhoWait() throws Exception {
    ProgressHub hub = ProgressHub.start(new FakeProgressSource(), Clock.systemUTC());
    Subscription waiting = hub.subscribe("run");

    hub.close();

    assertThat(waiting.await(PATIENCE)).isNull();
    assertThat(waiting.closed()).isTrue();
    assertThat(hub.subscribe("run").closed()).isTrue();
  }

  @Test
  void keepsTheNewestRuns() throws Exception {
    FakeProgressSource source = new FakeProgressSource();
    try (ProgressHub hub = ProgressHub.start(source, Clock.systemUTC());
        Subscription last = hub.subscribe("run-600")) {
      for (int run = 1; run <= 600; run++) {
        source.publish(Reports.at("run-" + run, 1, Reports.START.plusSeconds(run)));
      }
      assertThat(last.await(PATIENCE)).isNotNull();

      assertThat(hub.reports()).hasSize(ProgressHub.MOST_RUNS);
      assertThat(hub.report("run-600")).isPresent();
      assertThat(hub.report("run-100")).isEmpty();
    }
  }

  @Test
  void followsAnewAfterAFailure() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    CountDownLatch seen = new CountDownLatch(1);
    CountDownLatch again = new CountDownLatch(1);
    ProgressSource failing =
        (visitor, caughtUp, goOn) -> {
          if (attempts.incrementAndGet() == 1) {
            throw new InfrastructureException("no broker");
          }
          await(seen); // the pause before may be a millisecond
          visitor.accept(Reports.at("run", 2));
          visitor.accept(Reports.at("run", 1)); // from the beginning again
          caughtUp.run();
          again.countDown();
          while (goOn.getAsBoolean()) {
            Thread.onSpinWait();
          }
        };
    try (ProgressHub hub = ProgressHub.start(failing, Clock.systemUTC())) {
      assertThat(hub.problem()).isNotNull();
      seen.countDown();
      assertThat(again.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

      assertThat(hub.problem()).isNull();
      assertThat(hub.report("run").orElseThrow().counts().loaded()).isEqualTo(2);
    }
  }

  @Test
  void followsAnewAfterAnErrorAndSaysThatItsReportsAreOldMeanwhile() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    CountDownLatch failing = new CountDownLatch(1);
    CountDownLatch seen = new CountDownLatch(1);
    CountDownLatch again = new CountDownLatch(1);
    ProgressSource source =
        (visitor, caughtUp, goOn) -> {
          if (attempts.incrementAndGet() > 1) {
            await(seen);
          }
          visitor.accept(Reports.at("run", 1));
          caughtUp.run();
          if (attempts.get() == 1) {
            await(failing);
            throw new OutOfMemoryError("unable to create native thread");
          }
          again.countDown();
          while (goOn.getAsBoolean()) {
            Thread.onSpinWait();
          }
        };
    try (ProgressHub hub = ProgressHub.start(source, Clock.systemUTC())) {
      while (hub.problem() != null) {
        Thread.onSpinWait();
      }
      failing.countDown();
      while (hub.problem() == null) {
        Thread.onSpinWait();
      }
      assertThat(hub.problem()).contains("OutOfMemoryError");
      assertThat(hub.hasGivenUp()).isFalse();
      assertThat(hub.report("run")).isPresent();
      seen.countDown();
      await(again);
      assertThat(hub.problem()).isNull();
    }
  }

  @Test
  void takesWhatComesAlsoFromAnAggregatorWhoseClockIsBehind() throws Exception {
    FakeProgressSource source = new FakeProgressSource();
    try (ProgressHub hub = ProgressHub.start(source, Clock.systemUTC());
        Subscription reports = hub.subscribe("run")) {
      source.publish(Reports.at("run", 1, Reports.START.plusSeconds(600)));
      assertThat(reports.await(PATIENCE)).isNotNull();
      while (hub.problem() != null) {
        Thread.onSpinWait();
      }
      source.publish(Reports.at("run", 2, Reports.START));
      assertThat(reports.await(PATIENCE)).isNotNull();
      assertThat(hub.report("run").orElseThrow().counts().loaded()).isEqualTo(2);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void thinsALongHistoryAndEndsItWithTheRun() {
    RateHistory history = new RateHistory();
    for (int second = 0; second < 5_000; second++) {
      ProgressReport report = Reports.at("run", 1);
      history.add(Reports.at("run", 1, Reports.START.plusSeconds(second)));
      assertThat(report).isNotNull();
    }
    assertThat(history.points()).hasSizeBetween(150, RateHistory.MOST_POINTS);
    assertThat(history.points().get(0).at()).isEqualTo(Reports.START.plusSeconds(1));

    history.add(Reports.at("run", 100, Reports.START.plusSeconds(5_000)));
    int points = history.points().size();
    history.add(Reports.at("run", 100, Reports.START.plusSeconds(50_000)));

    assertThat(history.points()).hasSize(points);
  }

  private static ProgressReport read(String text) {
    return FleetJson.read(text.getBytes(StandardCharsets.UTF_8), ProgressReport.class);
  }
}
