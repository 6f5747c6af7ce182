package io.xmlfleet.cli;

import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.failure.XmlfleetException;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.text.PlainText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place that turns exceptions into messages and exit codes. */
final class ErrorMessages {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorMessages.class);

  private ErrorMessages() {}

  static int wrongUsage(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("xmlfleet: " + Secret.masked(message(failure)));
    if (failure instanceof UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      if (!suggestions.isEmpty()) {
        err.println("Did you mean: " + String.join(" or ", suggestions) + "?");
      }
    }
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help' for what there is.");
    return ExitCodes.USAGE;
  }

  /** Of unknown options the first one's name: a password may follow it. */
  private static String message(ParameterException failure) {
    return failure instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()
        ? "Unknown option: '" + unmatched.getUnmatched().get(0).split("=", 2)[0] + "'"
        : String.valueOf(failure.getMessage());
  }

  static int failed(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    boolean expected = failure instanceof XmlfleetException;
    String message = expected ? String.valueOf(failure.getMessage()) : "unexpected: " + failure;
    err.println("xmlfleet: " + PlainText.lines(Secret.masked(message)));
    if (command.getCommandSpec().userObject() instanceof FleetCommand fleet) {
      if (fleet.general().verbose()) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        err.print(PlainText.lines(Secret.masked(trace.toString())));
      } else if (!expected || failure.getCause() != null) {
        LoggedExecution.logFile().ifPresent(file -> err.println("Details are in " + file));
      }
    }
    LOG.debug("{} failed", command.getCommandSpec().qualifiedName(), failure);
    return ExitCodes.of(failure);
  }
}
