package io.xmlfleet.cli;

import io.xmlfleet.cli.base.ConfigFile;
import io.xmlfleet.cli.base.ConfiguredDefaults;
import io.xmlfleet.cli.base.Environment;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.option.SecretExposure;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.process.Shutdown;
import io.xmlfleet.process.StepTimes;
import io.xmlfleet.settings.Secret;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Any command line, as a process. */
public final class Main {
  /** Longer than any batch should take, shorter than what operators wait. */
  static final Duration DRAIN_GRACE = Duration.ofSeconds(60);

  /** Set by the launcher; Java itself cannot tell whether standard output is a terminal. */
  private static final String TERMINAL = "xmlfleet.terminal";

  private static final String PROGRAM = "xmlfleet.program";

  private Main() {}

  public static void main(String[] arguments) {
    StepTimes.begin();
    Shutdown stop = new Shutdown();
    Runtime.getRuntime().addShutdownHook(stop.hook(DRAIN_GRACE));
    int code =
        run(
            arguments,
            System.getenv(),
            stop,
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    stop.finished(code);
    System.exit(code);
  }

  /** Runs one command line; the exit code. */
  public static int run(
      String[] arguments,
      Map<String, String> environment,
      Shutdown stop,
      PrintWriter out,
      PrintWriter err) {
    ConfigFile config;
    try {
      config = ConfigFile.find(arguments, environment);
    } catch (UsageException e) {
      err.println("xmlfleet: " + Secret.masked(String.valueOf(e.getMessage())));
      return ExitCodes.USAGE;
    }
    CommandLine commands =
        commandLine(
            new Environment(
                System.getProperty(PROGRAM, "xmlfleet"),
                environment,
                config,
                System.in,
                Boolean.getBoolean(TERMINAL) && !"dumb".equals(environment.get("TERM")),
                Clock.systemUTC(),
                stop),
            // A file may have options of any command, and what it has is looked at.
            config.path() == null ? List.of(arguments) : List.of());
    commands.setOut(out).setErr(err);
    Path file = config.path();
    if (file != null && SecretExposure.holdsSecret(config)) {
      SecretExposure.warnIfOpen(file, err);
    }
    try {
      config.requireKnown(ConfiguredDefaults.keys(commands));
    } catch (UsageException e) {
      err.println("xmlfleet: " + Secret.masked(String.valueOf(e.getMessage())));
      return ExitCodes.USAGE;
    }
    return commands.execute(arguments);
  }

  /** All commands, for tests of their help. */
  static CommandLine commandLine(Environment environment) {
    return commandLine(environment, List.of());
  }

  private static CommandLine commandLine(Environment environment, List<String> arguments) {
    CommandLine commands = XmlfleetCommand.commandLine(environment, arguments);
    commands.setDefaultValueProvider(
        new ConfiguredDefaults(environment.variables(), environment.config()));
    commands.setColorScheme(
        CommandLine.Help.defaultColorScheme(environment.coloured() ? Ansi.ON : Ansi.OFF));
    commands.setParameterExceptionHandler(ErrorMessages::wrongUsage);
    commands.setExecutionExceptionHandler(ErrorMessages::failed);
    commands.setExecutionStrategy(new LoggedExecution());
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    HelpStyle.apply(commands);
    return commands;
  }
}
