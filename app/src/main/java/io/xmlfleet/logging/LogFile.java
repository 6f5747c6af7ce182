package io.xmlfleet.logging;

import io.xmlfleet.failure.FileProblem;
import io.xmlfleet.failure.UsageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The log file of one process among several that share a data folder: {@code xmlfleet.log}, or the
 * next {@code xmlfleet-2.log} that no living process writes. The lock lives as long as the process.
 */
record LogFile(Path path, FileChannel lock) {
  private static final int MOST = 1_000;

  /**
   * Claims a file.
   *
   * @param former the one that this process has had so far; given up if it is in another folder
   */
  static LogFile claim(Path folder, @Nullable LogFile former) {
    try {
      if (former != null) {
        if (folder.equals(former.path().getParent())) {
          return former;
        }
        former.lock().close();
      }
      for (int n = 1; n <= MOST; n++) {
        FileChannel channel =
            FileChannel.open(
                folder.resolve(".lock-" + n), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (locked(channel)) {
          String name = n == 1 ? "xmlfleet.log" : "xmlfleet-" + n + ".log";
          return new LogFile(folder.resolve(name), channel);
        }
        channel.close();
      }
    } catch (IOException e) {
      throw new UsageException(FileProblem.writing("the folder of logs " + folder, e), e);
    }
    throw new UsageException("more than " + MOST + " processes log into " + folder);
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
