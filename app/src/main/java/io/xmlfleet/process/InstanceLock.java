package io.xmlfleet.process;

import io.xmlfleet.failure.Deadline;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.settings.OwnerOnly;
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
   * The command that has a server.
   *
   * @param name {@code broker}, {@code run} …
   * @param lasting whether it serves until it is stopped, so that others may work on its server
   */
  public record Owner(String name, boolean lasting) {}

  /** What a server says about itself. */
  public record Notice(String address, Owner owner, long pid) {
    /**
     * Refuses to depend on a server that ends by itself.
     *
     * @throws InfrastructureException if this is one
     */
    public void requireLasting(DataFolder data) {
      if (!owner.lasting()) {
        throw new InfrastructureException(
            String.format(
                "\"xmlfleet %s\" (process %d) is using %s; wait until it is done, or choose another"
                    + " folder with --data",
                owner.name(), pid, data));
      }
    }
  }

  /** Either the lock is ours, or somebody else's notice. */
  public record Claim(@Nullable InstanceLock lock, @Nullable Notice other) {
    public Notice notice() {
      return Objects.requireNonNull(other, "a claim has a lock or a notice");
    }

    /**
     * The lock, for a server of its own.
     *
     * @throws InfrastructureException if another process has it
     */
    public InstanceLock requireFree(String name, DataFolder data) {
      if (lock != null) {
        return lock;
      }
      throw new InfrastructureException(
          String.format(
              "the %s of %s runs already: %s, by \"xmlfleet %s\" (process %d)",
              name, data, notice().address(), notice().owner().name(), notice().pid()));
    }
  }

  private InstanceLock(Path lockFile, Path noticeFile, FileChannel channel) {
    this.lockFile = lockFile;
    this.noticeFile = noticeFile;
    this.channel = channel;
  }

  /**
   * Takes the lock, or waits for the notice of the server that has it.
   *
   * @throws InfrastructureException if the folder cannot be written, or a server has the lock and
   *     does not get ready
   */
  public static Claim claim(Path folder, String name, Clock clock) {
    Path lockFile = folder.resolve(name + ".lock");
    Path noticeFile = folder.resolve(name + ".properties");
    Deadline deadline = Deadline.after(START_LIMIT, clock);
    try {
      OwnerOnly.folder(folder);
      while (!deadline.expired()) {
        Optional<InstanceLock> lock = take(lockFile, noticeFile);
        if (lock.isPresent()) {
          return new Claim(lock.get(), null);
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
        String.format(
            "the %s of %s is in the hands of another process, which starts it or reads its files"
                + " and has not said for %d s where it listens; look at its output, or stop it",
            name, folder, START_LIMIT.toSeconds()));
  }

  /**
   * Keeps servers away for a moment, together with others who do; a server that starts meanwhile
   * waits.
   *
   * @return nothing if there is a server
   * @throws InfrastructureException if the folder cannot be written
   */
  public static Optional<InstanceLock> share(Path folder, String name) {
    Path lockFile = folder.resolve(name + ".lock");
    try {
      OwnerOnly.folder(folder);
      return take(lockFile, folder.resolve(name + ".properties"), true);
    } catch (IOException e) {
      throw new InfrastructureException("the lock " + lockFile + " cannot be used", e);
    }
  }

  /** What is done between two looks for a server. */
  public interface Waiting {
    /**
     * Waits a while; throws where nobody is to wait any longer.
     *
     * @param other who serves, and will end by itself; null: nobody serves yet
     */
    void await(@Nullable Notice other);
  }

  /**
   * Waits for the notice of a server that others start and that stays; takes no server's place.
   *
   * @throws InfrastructureException if the folder cannot be written
   */
  public static Notice await(Path folder, String name, Waiting waiting) {
    Path lockFile = folder.resolve(name + ".lock");
    Path noticeFile = folder.resolve(name + ".properties");
    try {
      OwnerOnly.folder(folder);
      while (true) {
        Optional<InstanceLock> free = take(lockFile, noticeFile);
        free.ifPresent(InstanceLock::close);
        Notice notice = free.isPresent() ? null : read(noticeFile).orElse(null);
        if (notice != null && notice.owner().lasting()) {
          return notice;
        }
        waiting.await(notice);
      }
    } catch (IOException e) {
      throw new InfrastructureException("the lock " + lockFile + " cannot be used", e);
    }
  }

  /** Tells others where the server listens. */
  public void announce(String address, Owner owner) {
    Properties properties = new Properties();
    properties.setProperty("address", address);
    properties.setProperty("command", owner.name());
    properties.setProperty("lasting", Boolean.toString(owner.lasting()));
    properties.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
    Path draft = noticeFile.resolveSibling(noticeFile.getFileName() + ".new");
    try {
      OwnerOnly.file(draft); // the address may be all that a client needs to know
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
    return take(lockFile, noticeFile, false);
  }

  private static Optional<InstanceLock> take(Path lockFile, Path noticeFile, boolean shared)
      throws IOException {
    if (!HELD_HERE.add(lockFile)) {
      return Optional.empty();
    }
    boolean ours = false;
    try {
      FileChannel channel =
          FileChannel.open(
              lockFile,
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      ours = channel.tryLock(0, Long.MAX_VALUE, shared) != null;
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
            new Owner(
                properties.getProperty("command", "?"),
                Boolean.parseBoolean(properties.getProperty("lasting"))),
            Long.parseLong(properties.getProperty("pid", "0"))));
  }
}
