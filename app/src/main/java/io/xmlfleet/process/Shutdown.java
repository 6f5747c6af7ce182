package io.xmlfleet.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The wish that this process ends: Ctrl-C, SIGTERM. Whoever works asks for it or waits for it, then
 * drains; the process ends when the work has said so, or when the grace is over. Thread-safe.
 */
public final class Shutdown {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final AtomicInteger exitCode = new AtomicInteger();

  /**
   * The thread to register as a shutdown hook. The virtual machine would end with the signal's
   * code; after a drain the code is the work's own.
   *
   * @param grace how long the drain may take
   */
  public Thread hook(Duration grace) {
    return new Thread(() -> drain(grace), "shutdown");
  }

  public void ask() {
    asked.countDown();
    listeners.forEach(Runnable::run);
  }

  /** Runs the action when somebody asks, on the asking thread; at once if somebody has. */
  public void whenAsked(Runnable action) {
    listeners.add(action);
    if (asked()) {
      action.run();
    }
  }

  public boolean asked() {
    return asked.getCount() == 0;
  }

  /** Waits until somebody asks, or the time is over; says whether somebody has. */
  public boolean await(Duration limit) {
    try {
      return asked.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ask();
      return true;
    }
  }

  /** Waits until somebody asks. */
  public void await() {
    boolean asked = false;
    while (!asked) {
      asked = await(Duration.ofMinutes(1));
    }
  }

  /** The work is over, all is closed. */
  public void finished(int code) {
    exitCode.set(code);
    finished.countDown();
  }

  private void drain(Duration grace) {
    if (finished.getCount() == 0) {
      return;
    }
    ask();
    try {
      if (finished.await(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        Runtime.getRuntime().halt(exitCode.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
