package io.xmlfleet.wiring;

import io.xmlfleet.failure.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder in which a fleet without real servers keeps everything: {@code broker/}, {@code db/},
 * {@code logs/}, {@code runs/}, {@code contracts/}. Made when something is first put there.
 * Immutable.
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
      return Files.createDirectories(folder);
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
