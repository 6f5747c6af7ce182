package io.xmlfleet.cli.base;

import io.xmlfleet.logging.LogSettings;
import io.xmlfleet.process.DataFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What every command takes that touches a fleet. */
@Command(optionListHeading = "%nGeneral:%n")
public final class GeneralOptions {
  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      defaultValue = "xmlfleet-data",
      description =
          "Folder for the broker and database that xmlfleet brings along, and for logs"
              + " (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("xmlfleet-data");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Properties file with options (default: xmlfleet.properties, if it is there).")
  private @Nullable Path config;

  @Option(
      names = {"-v", "--verbose"},
      description = "Show stack traces, and the log of Kafka and of the connection pool.")
  private boolean verbose;

  @Option(
      names = "--log-format",
      paramLabel = "text|json",
      defaultValue = "text",
      description =
          "Format of the log's lines, on standard error and in the log file (default:"
              + " ${DEFAULT-VALUE}).")
  private LogSettings.Format logFormat = LogSettings.Format.TEXT;

  public DataFolder data() {
    return new DataFolder(data);
  }

  /** Read before the command line is parsed, see {@link ConfigFile#find}. */
  @Nullable Path config() {
    return config;
  }

  public LogSettings logging(LogSettings.Console console) {
    return new LogSettings(data(), console, verbose, logFormat);
  }

  public boolean verbose() {
    return verbose;
  }
}
