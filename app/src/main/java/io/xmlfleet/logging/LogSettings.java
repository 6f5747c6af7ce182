package io.xmlfleet.logging;

import io.xmlfleet.process.DataFolder;
import org.jspecify.annotations.Nullable;

/**
 * What is logged where. Immutable.
 *
 * @param folder whose {@code logs/} gets the file; null: no file
 * @param verbose whether the console shows the libraries too
 */
public record LogSettings(
    @Nullable DataFolder folder, Console console, boolean verbose, Format format) {
  /** Warnings on the console, no file. */
  public static final LogSettings CONSOLE_ONLY =
      new LogSettings(null, Console.WARNINGS, false, Format.TEXT);

  /** What the console shows. */
  public enum Console {
    WARNINGS,
    LIFECYCLE
  }

  /** What a line of it is. */
  public enum Format {
    /** For people. */
    TEXT,
    /** For machines, see {@link JsonLog}. */
    JSON
  }
}
