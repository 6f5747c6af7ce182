package io.xmlfleet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.message.WorkerStatus.State;
import io.xmlfleet.testing.TickingClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With a clock that stands: time passes only where a test says so. */
class WorkerSlotTest {
  private static final Duration STUCK_AFTER = Duration.ofSeconds(5);
  private static final Duration LONGEST_RESTART = Duration.ofSeconds(30);

  private final TickingClock clock = TickingClock.standing();
  private final Deque<WorkerRig> made = new ArrayDeque<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private boolean unmakeable;
  private Error missing;
  private final WorkerSlot slot = new WorkerSlot("worker-1", this::make, STUCK_AFTER, clock);

  /** A worker that stays in its first poll until it is interrupted, or the test is over. */
  private Worker make(String name) {
    assertThat(name).isEqualTo("worker-1");
    if (missing != null) {
      throw missing;
    }
    if (unmakeable) {
      throw new InfrastructureException("no connection");
    }
    WorkerRig rig = new WorkerRig();
    rig.whenPolling =
        () -> {
          try {
            boolean unused = over.await(10, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted");
          }
        };
    made.add(rig);
    return rig.worker();
  }

  @AfterEach
  void end() {
    over.countDown();
  }

  private void start() {
    slot.create();
    slot.start();
  }

  private void die() throws InterruptedException {
    Thread thread = slot.thread();
    thread.interrupt();
    thread.join(10_000);
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void runsItsWorkerOnAThreadOfItsName() {
    start();

    assertThat(slot.alive()).isTrue();
    assertThat(slot.thread().getName()).isEqualTo("worker-1");
    assertThat(slot.thread().isDaemon()).isTrue();
    assertThat(slot.health().restarts()).isZero();
    slot.check();
    assertThat(made).hasSize(1);
  }

  @Test
  void replacesAWorkerThatDiedAfterAWhile() throws InterruptedException {
    start();
    die();

    slot.check();
    slot.check();
    assertThat(made).as("not at once").hasSize(1);
    clock.set(Duration.ofMinutes(-10));
    clock.advance(LONGEST_RESTART);
    slot.check();

    assertThat(made).hasSize(2);
    assertThat(slot.alive()).isTrue();
    assertThat(slot.health().restarts()).isEqualTo(1);
  }

  @Test
  void triesAgainWhenNoWorkerCanBeMade() throws InterruptedException {
    start();
    die();
    unmakeable = true;
    slot.check();
    clock.advance(LONGEST_RESTART);
    slot.check();
    assertThat(slot.alive()).isFalse();

    unmakeable = false;
    slot.check();
    assertThat(made).as("not at once").hasSize(1);
    clock.advance(LONGEST_RESTART);
    slot.check();

    assertThat(slot.alive()).isTrue();
    assertThat(slot.health().restarts()).isEqualTo(2);
  }

  @Test
  void survivesAnErrorWhileItMakesASuccessor() throws InterruptedException {
    start();
    die();
    missing = new OutOfMemoryError("unable to create native thread");
    slot.check();
    clock.advance(LONGEST_RESTART);
    slot.check();
    assertThat(slot.alive()).isFalse();
    assertThat(slot.health().status().state()).as("as its predecessor").isEqualTo(State.STOPPED);

    missing = null;
    clock.advance(LONGEST_RESTART);
    slot.check();
    assertThat(slot.alive()).isTrue();
  }

  @Test
  void isHopelessOnceTooManyOfItsWorkersDiedOfWhatNobodyExpects() throws InterruptedException {
    start();
    die();
    missing = new OutOfMemoryError("unable to create native thread");
    for (int i = 0; i < 11; i++) {
      assertThat(slot.hopeless()).isNull();
      slot.check();
      clock.advance(LONGEST_RESTART);
    }
    slot.check();

    assertThat(slot.hopeless()).isSameAs(missing);
  }

  @Test
  void isHopelessOnceTooManyOfItsWorkersDiedThoughEachCouldBeMade() throws InterruptedException {
    start();
    for (int i = 0; i < 12; i++) {
      assertThat(slot.hopeless()).isNull();
      die();
      slot.check();
      if (i < 11) {
        clock.advance(LONGEST_RESTART);
        slot.check();
      }
    }

    assertThat(slot.hopeless()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void neverGivesUpForAServerThatIsAway() throws InterruptedException {
    start();
    die();
    unmakeable = true;
    for (int i = 0; i < 50; i++) {
      slot.check();
      clock.advance(LONGEST_RESTART);
    }

    assertThat(slot.hopeless()).isNull();
  }

  @Test
  void replacesAWorkerThatMakesNoStep() throws InterruptedException {
    start();
    Thread stuck = slot.thread();
    untilItIsInItsPoll();
    slot.check();
    for (int second = 0; second < STUCK_AFTER.toSeconds(); second++) {
      assertThat(slot.thread()).isSameAs(stuck);
      clock.advance(Duration.ofSeconds(1));
      slot.check();
    }

    stuck.join(10_000);
    assertThat(stuck.isAlive()).as("it was interrupted").isFalse();
    assertThat(made.peek().effects).contains("abort session", "close consumer");
    assertThat(made.peek().announced).anyMatch(status -> status.state() == State.STUCK);
    while (made.size() < 2) {
      slot.check(); // until the consumer is closed by another thread
    }
    assertThat(slot.thread()).isNotSameAs(stuck);
  }

  /** Its last step is the one before its poll. */
  private void untilItIsInItsPoll() {
    while (made.peek().heartbeat.beats() == 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void runsNoSuccessorOnceItIsStopped() throws InterruptedException {
    start();
    die();
    slot.check();
    slot.stop();
    clock.advance(LONGEST_RESTART);
    slot.check();

    assertThat(slot.alive()).isFalse();
    assertThat(made).hasSize(2);
    assertThat(made.getLast().effects).containsExactly("close consumer", "close session");
  }

  @Test
  void tellsItsWorkerToStop() throws InterruptedException {
    start();
    slot.stop();
    over.countDown();
    slot.thread().join(10_000);

    assertThat(slot.alive()).isFalse();
    assertThat(made.peek().effects).endsWith("flush", "close consumer", "close session");
  }

  @Test
  void hasNothingToShowBeforeItsWorkerIsMade() {
    assertThat(slot.health()).isNull();
    assertThat(slot.alive()).isFalse();
    slot.discard();
    slot.stop();
  }
}
