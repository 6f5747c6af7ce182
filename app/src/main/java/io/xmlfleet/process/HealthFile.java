package io.xmlfleet.process;

import io.xmlfleet.failure.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that says how this process is, for probes that cannot ask it: one line, written anew every
 * few seconds. Its age tells whether the process lives, its first word whether it is ready. It
 * begins with {@code starting} and is gone after an orderly end. Thread-safe.
 */
public final class HealthFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HealthFile.class);
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final @Nullable Path file;
  private final Duration interval;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::beat, "health-file");
  private Supplier<Health> source = () -> Health.STARTING;
  private Health written = Health.STARTING;
  private boolean failed;

  private HealthFile(@Nullable Path file, Duration interval) {
    this.file = file;
    this.interval = interval;
  }

  /**
   * Writes the file for the first time and keeps it young.
   *
   * @param file in a folder that exists, of this process alone; null: nothing is written at all
   * @throws UsageException if it cannot be written
   */
  public static HealthFile keep(@Nullable Path file) {
    return keep(file, INTERVAL);
  }

  static HealthFile keep(@Nullable Path file, Duration interval) {
    HealthFile health = new HealthFile(file, interval);
    if (file != null) {
      try {
        health.write(file, Health.STARTING);
      } catch (IOException e) {
        throw new UsageException("the health file " + file + " cannot be written", e);
      }
      health.thread.setDaemon(true); // the work decides when the process ends
      health.thread.start();
    }
    return health;
  }

  /** From now on, this says how the process is. */
  public void report(Supplier<Health> current) {
    synchronized (this) {
      source = current;
    }
    update();
  }

  /** From now on it finishes what it has in hand: alive, and not ready. */
  public void stopping() {
    report(() -> Health.STOPPING);
  }

  private void beat() {
    try {
      while (!closing.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        update();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void update() {
    if (file == null || closing.getCount() == 0) {
      return;
    }
    try {
      Health now = source.get();
      // Who is not alive says so once; then the file grows old, which is what a probe looks at.
      if (now.alive() || written.alive()) {
        write(file, now);
        written = now;
      }
      failed = false;
    } catch (IOException | RuntimeException e) {
      if (!failed) {
        LOG.warn("The health file {} is not written: {}", file, e.toString());
      }
      failed = true;
    }
  }

  /** Whole or not at all: a probe may read at any time. */
  private void write(Path target, Health health) throws IOException {
    Path draft = draft(target);
    Files.writeString(draft, health.line() + "\n");
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path draft(Path target) {
    return target.resolveSibling(target.getFileName() + ".new");
  }

  /** Removes the file. */
  @Override
  public void close() {
    closing.countDown();
    if (file == null) {
      return;
    }
    try {
      thread.join(CLOSE_LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      try {
        Files.deleteIfExists(draft(file));
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.warn("The health file {} cannot be removed: {}", file, e.toString());
      }
    }
  }
}
