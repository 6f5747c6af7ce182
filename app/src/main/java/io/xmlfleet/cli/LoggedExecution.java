package io.xmlfleet.cli;

import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.logging.LogSettings;
import io.xmlfleet.logging.Logging;
import io.xmlfleet.process.StepTimes;
import io.xmlfleet.wiring.InstalledPart;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Sets up the log that the command asks for, then runs it. */
final class LoggedExecution implements IExecutionStrategy {
  private final IExecutionStrategy last = new RunLast();

  @Override
  public int execute(ParseResult parsed) {
    ParseResult deepest = parsed;
    while (deepest.hasSubcommand()) {
      deepest = deepest.subcommand();
    }
    CommandLine command = deepest.commandSpec().commandLine();
    boolean helpOnly = CommandLine.printHelpIfRequested(parsed);
    if (helpOnly) {
      return ExitCodes.ALL_LOADED;
    }
    try {
      if (command.getCommand() instanceof FleetCommand fleet) {
        Logging.set(fleet.general().logging(fleet.console()));
      } else {
        Logging.set(LogSettings.CONSOLE_ONLY);
      }
      int code = last.execute(parsed);
      StepTimes.done("ended");
      return code;
    } catch (UsageException e) { // of the log: those of commands are wrapped already
      throw wrapped(command, e);
    } catch (NoClassDefFoundError e) {
      throw wrapped(command, InstalledPart.missing(e));
    }
  }

  private static ExecutionException wrapped(CommandLine command, UsageException failure) {
    return new ExecutionException(command, String.valueOf(failure.getMessage()), failure);
  }

  static Optional<Path> logFile() {
    return Logging.file();
  }
}
