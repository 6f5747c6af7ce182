package io.xmlfleet.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.testing.TickingClock;
import io.xmlfleet.worker.publish.SharedProducer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SupervisorTest {
  private final TickingClock clock = TickingClock.standing();
  private final MockProducer<byte[], byte[]> producer = new MockProducer<>();
  private final List<WorkerRig> made = new CopyOnWriteArrayList<>();
  private final Semaphore makeable = new Semaphore(1_000);
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile int partitions = 1;
  private boolean deaf;
  private Runnable whenClosing = () -> {};
  private volatile Error missing;
  private final List<String> names = new CopyOnWriteArrayList<>();
  private final AtomicInteger tries = new AtomicInteger();

  /** A worker that polls until it is told to stop, or hears of nothing but an interrupt. */
  private Worker make(String name) {
    tries.incrementAndGet();
    names.add(name);
    Error error = missing;
    if (error != null) {
      throw error;
    }
    if (!makeable.tryAcquire()) {
      throw new InfrastructureException("no connection for " + name);
    }
    WorkerRig rig = new WorkerRig();
    rig.partitions = partitions;
    rig.batches.add(WorkerRig.batch(0));
    rig.whenPolling =
        () -> {
          try {
            boolean polled = !rig.batches.isEmpty();
            while (!polled && (deaf || !rig.stop.raised()) && over.getCount() > 0) {
              boolean unused = over.await(5, TimeUnit.MILLISECONDS);
            }
          } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted");
          }
        };
    rig.whenClosing = whenClosing;
    made.add(rig);
    return rig.worker();
  }

  private Supervisor start(WorkerSettings.Threads threads) {
    WorkerSettings settings =
        WorkerSettings.standard(Records.TOPICS)
            .withThreads(threads)
            .withDrainLimit(deaf ? Duration.ZERO : Duration.ofSeconds(30));
    return Supervisor.start(settings, this::make, new SharedProducer(() -> producer), clock);
  }

  @AfterEach
  void end() {
    over.countDown();
  }

  @Test
  void startsAllWorkersAndLetsThemDrain() {
    Supervisor supervisor = start(new WorkerSettings.Threads(3, false));
    assertThat(supervisor.health()).hasSize(3);

    supervisor.close();

    assertThatThrownBy(supervisor::requireRunning).isInstanceOf(InfrastructureException.class);
    assertThat(made).hasSize(3);
    assertThat(made)
        .allSatisfy(
            rig -> assertThat(rig.effects).endsWith("flush", "close consumer", "close session"));
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void givesBackWhatItHasWhenAWorkerCannotBeMade() {
    makeable.drainPermits();
    makeable.release();

    assertThatThrownBy(() -> start(new WorkerSettings.Threads(2, false)))
        .isInstanceOf(InfrastructureException.class)
        .hasMessage("no connection for worker-2");

    assertThat(made)
        .singleElement()
        .satisfies(
            rig -> assertThat(rig.effects).containsExactly("close consumer", "close session"));
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void givesBackAllAtOnceSinceEachMayTakeLong() {
    CountDownLatch closing = new CountDownLatch(3);
    CountDownLatch late = new CountDownLatch(1);
    whenClosing =
        () -> {
          closing.countDown();
          try {
            if (!closing.await(10, TimeUnit.SECONDS)) {
              late.countDown();
            }
          } catch (InterruptedException e) {
            late.countDown();
          }
        };
    makeable.drainPermits();
    makeable.release(3);

    assertThatThrownBy(() -> start(new WorkerSettings.Threads(4, false)))
        .isInstanceOf(InfrastructureException.class);

    assertThat(late.getCount()).as("one after the other").isEqualTo(1);
    assertThat(closing.getCount()).isZero();
  }

  @Test
  void interruptsWorkersThatDoNotEndInTime() {
    deaf = true;
    Supervisor supervisor = start(new WorkerSettings.Threads(1, false));
    until(() -> made.get(0).heartbeat.beats() > 1);

    supervisor.close();

    assertThat(made.get(0).effects).doesNotContain("flush").endsWith("close session");
    assertThat(made.get(0).announced)
        .last()
        .matches(status -> status.state() == WorkerStatus.State.STOPPED);
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void followsThePartitionsWithItsWorkers() {
    partitions = 2;
    Supervisor supervisor = start(new WorkerSettings.Threads(2, true));
    assertThat(supervisor.health()).hasSize(1);
    until(() -> supervisor.health().get(0).partitions() == 2);

    partitions = 0;
    assertThat(names).containsExactly("worker-1");
    until(
        () -> {
          clock.advance(Duration.ofSeconds(1));
          return supervisor.health().size() == 2;
        });

    until(
        () -> {
          clock.advance(Duration.ofSeconds(1));
          return supervisor.health().size() == 1;
        });
    assertThat(names).containsExactly("worker-1", "worker-2");
    until(() -> made.get(1).effects.contains("close session"));
    assertThat(made.get(1).effects).as("it finished what it had in hand").contains("flush");
    assertThat(made.get(0).effects).doesNotContain("flush");

    supervisor.close();
    assertThat(made.get(0).effects).contains("flush");
  }

  @Test
  void replacesAWorkerThatDied() {
    Supervisor supervisor = start(new WorkerSettings.Threads(1, false));
    until(() -> made.get(0).heartbeat.beats() > 1);
    made.get(0).whenPolling =
        () -> {
          throw new IllegalStateException("a fault");
        };
    made.get(0).batches.add(WorkerRig.batch(0));
    over.countDown();

    until(
        () -> {
          clock.advance(Duration.ofSeconds(1));
          return made.size() > 1;
        });
    until(() -> supervisor.health().get(0).restarts() > 0);
    supervisor.close();
  }

  @Test
  void survivesErrorsWhileItReplacesAWorker() {
    Supervisor supervisor = start(new WorkerSettings.Threads(1, false));
    supervisor.requireRunning();
    until(() -> made.get(0).heartbeat.beats() > 1);
    missing = new OutOfMemoryError("unable to create native thread");
    made.get(0).whenPolling =
        () -> {
          throw new StackOverflowError();
        };
    made.get(0).batches.add(WorkerRig.batch(0));
    over.countDown();
    until(
        () -> {
          clock.advance(Duration.ofSeconds(5));
          return tries.get() > 2;
        });
    supervisor.requireRunning();

    missing = null;
    until(
        () -> {
          clock.advance(Duration.ofSeconds(5));
          return made.size() > 1;
        });
    supervisor.requireRunning();
    supervisor.close();
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it takes too long").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
