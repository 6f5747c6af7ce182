package io.xmlfleet.cli;

import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.failure.XmlfleetException;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.text.PlainText;
import io.xmlfleet.text.Suggestions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place that turns exceptions into messages and exit codes. */
final class ErrorMessages {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorMessages.class);

  /** In Java's words. */
  private static final Pattern NO_NUMBER = Pattern.compile("is not an? (int|long)$");

  private ErrorMessages() {}

  static int wrongUsage(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("xmlfleet: " + Secret.masked(message(failure)));
    List<String> suggestions = suggestions(failure);
    if (!suggestions.isEmpty()) {
      err.println("Did you mean: " + String.join(" or ", suggestions) + "?");
    }
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help' for what there is.");
    return ExitCodes.USAGE;
  }

  /** Of unknown options the first one's name: a password may follow it. */
  private static String message(ParameterException failure) {
    if (!(failure instanceof UnmatchedArgumentException unmatched)) {
      return NO_NUMBER
          .matcher(String.valueOf(failure.getMessage()))
          .replaceFirst("is no whole number that fits here");
    }
    String first = unmatched.getUnmatched().get(0);
    if (unmatched.isUnknownOption()) {
      return "Unknown option: '" + first.split("=", 2)[0] + "'";
    }
    return isNoCommand(unmatched)
        ? "there is no command '"
            + unmatched.getCommandLine().getCommandSpec().qualifiedName()
            + " "
            + PlainText.oneLine(first)
            + "'"
        : String.valueOf(failure.getMessage());
  }

  private static List<String> suggestions(ParameterException failure) {
    if (!(failure instanceof UnmatchedArgumentException unmatched)) {
      return List.of();
    }
    return isNoCommand(unmatched)
        ? Suggestions.nearest(
                unmatched.getUnmatched().get(0),
                unmatched.getCommandLine().getSubcommands().keySet())
            .stream()
            .toList()
        : unmatched.getSuggestions();
  }

  private static boolean isNoCommand(UnmatchedArgumentException unmatched) {
    return !unmatched.isUnknownOption() && !unmatched.getCommandLine().getSubcommands().isEmpty();
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
      } else if (!expected
          || (failure.getCause() != null && !(failure instanceof UsageException))) {
        LoggedExecution.logFile().ifPresent(file -> err.println("Details are in " + file));
      }
    }
    LOG.debug("{} failed", command.getCommandSpec().qualifiedName(), failure);
    return ExitCodes.of(failure);
  }
}
