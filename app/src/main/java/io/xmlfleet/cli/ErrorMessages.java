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
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
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

  /** Of picocli's help command. */
  private static final Pattern NO_HELP =
      Pattern.compile("Unknown subcommand '(.*)'\\.", Pattern.DOTALL);

  private ErrorMessages() {}

  static int wrongUsage(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("xmlfleet: " + Secret.masked(message(failure)));
    List<String> suggestions = suggestions(failure);
    if (!suggestions.isEmpty()) {
      err.println("Did you mean: " + String.join(" or ", suggestions) + "?");
    }
    err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCodes.USAGE;
  }

  /** Of unknown options the first one's name: a password may follow it. */
  private static String message(ParameterException failure) {
    Optional<String> missing = commandWithoutHelp(failure);
    if (missing.isPresent()) {
      return noCommand(failure.getCommandLine(), missing.get());
    }
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
        ? noCommand(unmatched.getCommandLine(), first)
        : String.valueOf(failure.getMessage());
  }

  private static String noCommand(CommandLine parent, String word) {
    return "there is no command '"
        + parent.getCommandSpec().qualifiedName()
        + " "
        + PlainText.oneLine(word)
        + "'";
  }

  /** The word after {@code help} that is no command, of which picocli only says so. */
  private static Optional<String> commandWithoutHelp(ParameterException failure) {
    Matcher message = NO_HELP.matcher(String.valueOf(failure.getMessage()));
    return message.matches() ? Optional.of(message.group(1)) : Optional.empty();
  }

  private static List<String> suggestions(ParameterException failure) {
    Set<String> commands = failure.getCommandLine().getSubcommands().keySet();
    Optional<String> missing = commandWithoutHelp(failure);
    if (missing.isPresent()) {
      return Suggestions.nearest(missing.get(), commands).stream().toList();
    }
    if (!(failure instanceof UnmatchedArgumentException unmatched)) {
      return List.of();
    }
    String first = unmatched.getUnmatched().get(0);
    if (isNoCommand(unmatched)) {
      return Suggestions.nearest(first, commands).stream().toList();
    }
    // picocli names several, and the nearest one is not always first.
    return Suggestions.nearest(
            first.split("=", 2)[0],
            unmatched.getCommandLine().getCommandSpec().optionsMap().keySet())
        .map(List::of)
        .orElseGet(unmatched::getSuggestions);
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
