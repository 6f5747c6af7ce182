package io.xmlfleet.process;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.message.FileKey;
import io.xmlfleet.settings.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which a fleet without real servers keeps everything: {@code broker/}, {@code db/},
 * {@code logs/}, {@code runs/}, {@code contracts/}, {@code file-key}, {@code dashboard-token}. Made
 * when something is first put there, for its owner only: documents are in it. Immutable.
 */
public final class DataFolder {
  private final Path path;

  public DataFolder(Path path) {
    this.path = path.toAbsolutePath().normalize();
  }

  public Path path() {
    return path;
  }

  public Path broker() {
    return made("broker");
  }

  public Path logs() {
    return made("logs");
  }

  public Path runs() {
    return made("runs");
  }

  /**
   * The secret of those who name files to workers; null: there is none yet. {@link #makeFileKey}
   * makes it.
   */
  public @Nullable FileKey fileKey() {
    Path file = keyFile();
    try {
      return Files.exists(file) ? new FileKey(Files.readAllBytes(file)) : null;
    } catch (IOException | IllegalArgumentException e) {
      throw unusable(file, e);
    }
  }

  /** Makes the secret if there is none; for the one process that serves the broker. */
  public void makeFileKey() {
    Path file = keyFile();
    if (Files.exists(file)) {
      return;
    }
    byte[] random = new byte[FileKey.BYTES];
    new SecureRandom().nextBytes(random);
    try {
      OwnerOnly.folder(path);
      OwnerOnly.writeOnce(file, random);
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private Path keyFile() {
    return path.resolve("file-key");
  }

  private static UsageException unusable(Path file, Exception e) {
    return new UsageException(
        "the file "
            + file
            + " cannot be used: "
            + e.getMessage()
            + ". Delete it: a new one is made",
        e);
  }

  /** The file of the dashboard's token, made with a random one if it is not there. */
  public Path dashboardToken() {
    Path file = path.resolve("dashboard-token");
    if (!Files.exists(file)) {
      byte[] random = new byte[FileKey.BYTES];
      new SecureRandom().nextBytes(random);
      String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random) + '\n';
      try {
        OwnerOnly.folder(path);
        OwnerOnly.writeOnce(file, token.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        throw unusable(file, e);
      }
    }
    return file;
  }

  /** Contracts that were drafted for runs without one. */
  public Path contracts() {
    return made("contracts");
  }

  /** The database's file, without its ending. */
  public Path databaseFile() {
    return made("db").resolve("xmlfleet");
  }

  private Path made(String name) {
    Path folder = path.resolve(name);
    try {
      return OwnerOnly.folder(folder);
    } catch (IOException e) {
      throw new UsageException(
          "the data folder "
              + path
              + " cannot be written; choose another one with --data or XMLFLEET_DATA",
          e);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
