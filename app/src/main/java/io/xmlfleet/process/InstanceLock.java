package io.xmlfleet.process;

import io.xmlfleet.failure.Deadline;
import io.xmlfleet.failure.InfrastructureException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The one place of a server in a data folder: whoever holds the lock on {@code NAME.lock} is the
 * server, and says in {@code NAME.properties} where it listens. The operating system drops the lock
 * of a process that dies, so what a dead one has left behind is never believed. Thread-safe.
 */
public final class InstanceLock implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration RETRY = Duration.ofMillis(50);

  /** Closing any channel of a file drops the process's locks on it, so a held one is not opened. */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path lockFile;
  private final Path noticeFile;
  private final FileChannel channel;

  /**
   * What a server says about itself.
   *
   * @param command the command that serves: {@code broker}, {@code run} …
   */
  public record Notice(String address, String command, long pid) {
    /** Commands whose server goes when they are done; nobody else should work on it. */
    private static final Set<String> PASSING = Set.of("run", "produce", "replay", "reconcile");

    /**
     * Refuses to depend on a server that ends by itself.
     *
     * @throws InfrastructureException if this is one
     */
    public void requireLasting(DataFolder data) {
      if (PASSING.contains(command)) {
        throw new InfrastructureException(
            String.format(
                "\"xmlfleet %s\" (process %d) is using %s; wait until it is done, or choose another"
                    + " folder with --data",
                command, pid, data));
      }
    }
  }

  /** Either the seat is ours, or somebody else's notice. */
  public record Claim(@Nullable InstanceLock seat, @Nullable Notice other) {
    public Notice notice() {
      return Objects.requireNonNull(other, "a claim has a seat or a notice");
    }

    /**
     * The seat, for a server of its own.
     *
     * @throws InfrastructureException if another process has it
     */
    public InstanceLock requireFree(String name, DataFolder data) {
      if (seat != null) {
        return seat;
      }
      throw new InfrastructureException(
          String.format(
              "the %s of %s runs already: %s, by \"xmlfleet %s\" (process %d)",
              name, data, notice().address(), notice().command(), notice().pid()));
    }
  }

  private InstanceLock(Path lockFile, Path noticeFile, FileChannel channel) {
    this.lockFile = lockFile;
    this.noticeFile = noticeFile;
    this.channel = channel;
  }

  /**
   * Takes the seat, or waits for the notice of the server that has it.
   *
   * @throws InfrastructureException if the folder cannot be written, or a server has the seat and
   *     does not get ready
   */
  public static Claim claim(Path folder, String name, Clock clock) {
    Path lockFile = folder.resolve(name + ".lock");
    Path noticeFile = folder.resolve(name + ".properties");
    Deadline deadline = Deadline.after(START_LIMIT, clock);
    try {
      Files.createDirectories(folder);
      while (!deadline.expired()) {
        Optional<InstanceLock> seat = take(lockFile, noticeFile);
        if (seat.isPresent()) {
          return new Claim(seat.get(), null);
        }
        Optional<Notice> notice = read(noticeFile);
        if (notice.isPresent()) {
          return new Claim(null, notice.get());
        }
        Thread.sleep(RETRY.toMillis());
      }
    } catch (IOException e) {
      throw new InfrastructureException("the lock " + lockFile + " cannot be used", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfrastructureException("interrupted while waiting for " + lockFile, e);
    }
    throw new InfrastructureException(
        "another process holds " + lockFile + " and does not say where it listens");
  }

  /** Tells others where the server listens. */
  public void announce(String address, String command) {
    Properties properties = new Properties();
    properties.setProperty("address", address);
    properties.setProperty("command", command);
    properties.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
    Path draft = noticeFile.resolveSibling(noticeFile.getFileName() + ".new");
    try {
      Files.deleteIfExists(draft);
      OwnerOnlyFile.create(draft); // the address may be all that a client needs to know
      try (Writer writer = Files.newBufferedWriter(draft)) {
        properties.store(writer, null);
      }
      Files.move(draft, noticeFile, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new InfrastructureException("cannot write " + noticeFile, e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(noticeFile);
      channel.close();
    } catch (IOException e) {
      throw new InfrastructureException("cannot give up " + lockFile, e);
    } finally {
      HELD_HERE.remove(lockFile);
    }
  }

  private static Optional<InstanceLock> take(Path lockFile, Path noticeFile) throws IOException {
    if (!HELD_HERE.add(lockFile)) {
      return Optional.empty();
    }
    boolean ours = false;
    try {
      FileChannel channel =
          FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      ours = channel.tryLock() != null;
      if (!ours) {
        channel.close();
        return Optional.empty();
      }
      Files.deleteIfExists(noticeFile);
      return Optional.of(new InstanceLock(lockFile, noticeFile, channel));
    } finally {
      if (!ours) {
        HELD_HERE.remove(lockFile);
      }
    }
  }

  private static Optional<Notice> read(Path noticeFile) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(noticeFile)) {
      properties.load(reader);
    } catch (java.nio.file.NoSuchFileException e) {
      return Optional.empty();
    }
    return Optional.of(
        new Notice(
            properties.getProperty("address", ""),
            properties.getProperty("command", "?"),
            Long.parseLong(properties.getProperty("pid", "0"))));
  }
}
