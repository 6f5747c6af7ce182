package io.xmlfleet.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SupervisedLoopTest {
  private static final Backoff SHORT = new Backoff(Duration.ofMillis(1), Duration.ofMillis(2));

  private final SetClock clock = new SetClock();
  private final BlockingQueue<Runnable> rounds = new SynchronousQueue<>();
  private final BlockingQueue<Throwable> logged = new LinkedBlockingQueue<>();
  private Runnable logging = () -> {};
  private final SupervisedLoop loop =
      new SupervisedLoop(
          "worker of a test",
          Duration.ZERO,
          SHORT,
          new SupervisedLoop.Task() {
            @Override
            public void round() throws InterruptedException {
              rounds.take().run();
            }

            @Override
            public void failed(Throwable cause) {
              logged.add(cause);
              logging.run();
            }
          },
          clock);

  @AfterEach
  void end() {
    loop.close(Duration.ofMillis(1));
  }

  @Test
  void goesOnAfterErrorsAndSaysWhatItSuffersFrom() throws Exception {
    loop.start();
    Error noThread = new OutOfMemoryError("unable to create native thread");
    fail(noThread);
    assertThat(logged.take()).isSameAs(noThread);
    assertThat(loop.problem()).isSameAs(noThread);
    fail(new IllegalStateException("a fault"));
    pass();
    pass();

    assertThat(loop.problem()).isNull();
    loop.requireRunning();
  }

  @Test
  void goesOnWhenItsFailureCannotEvenBeLogged() throws Exception {
    logging =
        () -> {
          throw new OutOfMemoryError();
        };
    loop.start();
    fail(new StackOverflowError());
    fail(new StackOverflowError());
    pass();
    loop.requireRunning();
  }

  @Test
  void wakesTheRoundThatWaitsWhenItIsClosed() throws Exception {
    CountDownLatch waits = new CountDownLatch(1);
    CountDownLatch woken = new CountDownLatch(1);
    SupervisedLoop waiting =
        new SupervisedLoop(
            "waiting",
            Duration.ZERO,
            SHORT,
            new SupervisedLoop.Task() {
              @Override
              public void round() throws InterruptedException {
                waits.countDown();
                woken.await();
              }

              @Override
              public void wake() {
                woken.countDown();
              }

              @Override
              public void failed(Throwable cause) {
                logged.add(cause);
              }
            },
            clock);
    waiting.start();
    waits.await();
    waiting.close(Duration.ofSeconds(20)); // the longest that it would wait

    assertThat(woken.getCount()).isZero();
    assertThat(logged).isEmpty();
  }

  @Test
  void givesUpWhenItFailsAgainAndAgainWithinAShortTime() throws Exception {
    loop.start();
    for (int i = 0; i < FailureLimit.MOST; i++) {
      loop.requireRunning();
      fail(new NoClassDefFoundError("org/example/Missing"));
      logged.take();
    }
    awaitItsEnd();
    assertThatThrownBy(loop::requireRunning)
        .isInstanceOf(InfrastructureException.class)
        .hasMessageContaining("worker of a test has given up after 12 failures within 10 minutes")
        .hasMessageContaining("NoClassDefFoundError");
  }

  @Test
  void goesOnForEverWhereFailuresAreFarApartOrExpected() throws Exception {
    loop.start();
    for (int i = 0; i < 3 * FailureLimit.MOST; i++) {
      fail(new IllegalStateException("a fault"));
      logged.take();
      fail(new InfrastructureException("the broker is away"));
      logged.take();
      clock.pass(FailureLimit.WITHIN.dividedBy(FailureLimit.MOST - 1).plusMillis(1));
    }
    pass();
    loop.requireRunning();
  }

  @Test
  void endsAtOnceWhereTryingAgainDoesNotHelp() throws Exception {
    UsageException refused = new UsageException("no such truststore");
    loop.start();
    fail(refused);
    awaitItsEnd();
    assertThatThrownBy(loop::requireRunning).isSameAs(refused);
  }

  @Test
  void endsWhenItIsClosedAndNotWhenSomebodyInterruptsIt() throws Exception {
    loop.start();
    fail(new InterruptedRound());
    pass();
    loop.requireRunning();

    loop.close(Duration.ofMillis(1)); // which a busy machine may take to be too short
    awaitItsEnd();

    assertThatThrownBy(loop::requireRunning)
        .isInstanceOf(InfrastructureException.class)
        .hasMessage("the worker of a test has stopped");
  }

  private static final class InterruptedRound extends RuntimeException {
    private static final long serialVersionUID = 1;

    InterruptedRound() {
      super("interrupted");
    }
  }

  private void awaitItsEnd() {
    while (true) {
      try {
        loop.requireRunning();
        Thread.onSpinWait();
      } catch (XmlfleetException e) {
        return;
      }
    }
  }

  private void pass() throws InterruptedException {
    round(() -> {});
  }

  private void fail(Throwable failure) throws InterruptedException {
    round(
        () -> {
          if (failure instanceof InterruptedRound) {
            Thread.currentThread().interrupt();
          }
          if (failure instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) failure;
        });
  }

  private void round(Runnable what) throws InterruptedException {
    assertThat(rounds.offer(what, 10, TimeUnit.SECONDS)).as("another round").isTrue();
  }
}
