package io.xmlfleet.cli.option;

import io.xmlfleet.process.HealthFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How others see whether a server lives. */
@Command(optionListHeading = "%nHealth:%n")
public final class HealthOptions {
  @Option(
      names = "--health-file",
      paramLabel = "FILE",
      description =
          "Keep a line in this file that says how the process is: written every 5 seconds while it"
              + " lives, beginning with ready when it works, removed at its end (default: none).")
  private @Nullable Path file;

  /**
   * Begins to write it, if one is wanted.
   *
   * @throws io.xmlfleet.failure.UsageException if it cannot be written
   */
  public HealthFile keep() {
    return HealthFile.keep(file);
  }
}
