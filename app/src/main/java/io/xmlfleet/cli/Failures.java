package io.xmlfleet.cli;

import io.xmlfleet.failure.XmlfleetException;
import java.io.PrintWriter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place that turns exceptions into messages and exit codes. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  static int wrongUsage(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("xmlfleet: " + failure.getMessage());
    if (failure instanceof UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      if (!suggestions.isEmpty()) {
        err.println("Did you mean: " + String.join(" or ", suggestions) + "?");
      }
    }
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help' for what there is.");
    return ExitCodes.USAGE;
  }

  static int failed(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    boolean expected = failure instanceof XmlfleetException;
    String message = String.valueOf(failure.getMessage());
    err.println("xmlfleet: " + (expected ? message : "unexpected: " + failure));
    if (command.getCommandSpec().userObject() instanceof FleetCommand fleet) {
      if (fleet.general().verbose()) {
        failure.printStackTrace(err);
      } else if (!expected || failure.getCause() != null) {
        LoggedExecution.logFile().ifPresent(file -> err.println("Details are in " + file));
      }
    }
    LOG.debug("{} failed", command.getCommandSpec().qualifiedName(), failure);
    return ExitCodes.of(failure);
  }
}
