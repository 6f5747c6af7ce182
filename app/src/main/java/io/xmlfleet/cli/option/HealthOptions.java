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
          "File with one line about the state of the process: written every 5 seconds,"
              + " starts with ready while the process works, deleted at its end (default: none).")
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
