package io.xmlfleet.process;

import io.xmlfleet.failure.Backoff;
import io.xmlfleet.failure.FileProblem;
import io.xmlfleet.failure.SupervisedLoop;
import io.xmlfleet.failure.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
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
  private static final Backoff PAUSES = new Backoff(INTERVAL, INTERVAL);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final @Nullable Path file;
  private final SupervisedLoop loop;
  private boolean closed;
  private Supplier<Health> source = () -> Health.STARTING;
  private Health written = Health.STARTING;
  private boolean failed;

  private HealthFile(@Nullable Path file, Duration interval) {
    this.file = file;
    this.loop = new SupervisedLoop("health-file", interval, PAUSES, new Beat(), Clock.systemUTC());
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
        throw new UsageException(FileProblem.writing("the health file " + file, e), e);
      }
      health.loop.start();
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

  /** Once it has given up the file grows old, as that of a process that is dead. */
  private final class Beat implements SupervisedLoop.Task {
    @Override
    public void round() {
      update();
    }

    @Override
    public void failed(Throwable cause) {
      LOG.error("The health file {} is not kept", file, cause);
    }
  }

  private synchronized void update() {
    if (file == null || closed) {
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
    if (file == null) {
      return;
    }
    loop.close(CLOSE_LIMIT);
    synchronized (this) {
      closed = true;
      try {
        Files.deleteIfExists(draft(file));
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.warn("The health file {} cannot be removed: {}", file, e.toString());
      }
    }
  }
}
