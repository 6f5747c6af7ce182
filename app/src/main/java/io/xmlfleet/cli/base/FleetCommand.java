package io.xmlfleet.cli.base;

import io.xmlfleet.failure.StoppedException;
import io.xmlfleet.logging.LogSettings;
import io.xmlfleet.process.DataFolder;
import io.xmlfleet.process.InstanceLock;
import io.xmlfleet.process.Shutdown;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** What commands share that touch a fleet. Confined to one thread. */
public abstract class FleetCommand implements Callable<Integer> {
  /** Between two looks whether a server is there. */
  private static final Duration LOOK = Duration.ofMillis(200);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private GeneralOptions general = new GeneralOptions();

  public final GeneralOptions general() {
    return general;
  }

  public final Environment environment() {
    return Environment.of(spec);
  }

  public final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Prints as {@code printf} does, the same in every locale. */
  protected final void say(String format, Object... values) {
    out().printf(Locale.ROOT, format, values);
  }

  public final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** The command that has these options. */
  public static FleetCommand of(CommandSpec mixee) {
    return (FleetCommand) mixee.userObject();
  }

  public final DataFolder data() {
    return general.data();
  }

  public final Clock clock() {
    return environment().clock();
  }

  public final Shutdown shutdown() {
    return environment().shutdown();
  }

  /**
   * What a command does that finds no server and starts none: it says once what is missing, waits a
   * little, and throws when somebody wants it to stop.
   *
   * @param server the command that serves it
   * @param option names another one
   */
  public final InstanceLock.Waiting waitingFor(String server, String option) {
    AtomicReference<String> said = new AtomicReference<>("");
    return other -> {
      String wanted =
          other == null
              ? "start \"" + environment().program() + ' ' + server + '"'
              : "\"xmlfleet " + other.owner().name() + "\" is using it, and ends by itself";
      if (!said.getAndSet(wanted).equals(wanted)) {
        say("Waiting for a %s in %s: %s; or name one with %s%n", server, data(), wanted, option);
        out().flush();
      }
      if (shutdown().await(LOOK)) {
        throw new StoppedException("stopped while waiting for a " + server + " in " + data());
      }
    };
  }

  /** This command, as others see it who find a server of its own. */
  protected final InstanceLock.Owner owner() {
    return owner(spec);
  }

  /** The same of any command. */
  public static InstanceLock.Owner owner(CommandSpec command) {
    return new InstanceLock.Owner(
        command.qualifiedName().substring(command.root().name().length() + 1),
        command.userObject() instanceof FleetCommand fleet && fleet.servesUntilStopped());
  }

  /** Whether it ends only when it is stopped: what it serves is for others, too. */
  public boolean servesUntilStopped() {
    return false;
  }

  /**
   * A command line for people to copy, with the options of this one that it needs to find the same
   * servers.
   */
  public final String advice(String command, String... repeated) {
    StringBuilder line = new StringBuilder(environment().program()).append(' ').append(command);
    for (String name : repeated) {
      OptionSpec option = spec.findOption(name);
      if (option != null && spec.commandLine().getParseResult().hasMatchedOption(option)) {
        line.append(' ').append(name).append(' ').append(quoted(option.originalStringValues()));
      }
    }
    return line.toString();
  }

  /** Whether an option was given as a flag. */
  protected final boolean given(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  private static String quoted(List<String> values) {
    String value = String.join(",", values);
    return value.matches("[A-Za-z0-9_./:,=@%+-]*")
        ? value
        : "'" + value.replace("'", "'\\''") + "'";
  }

  /** What the console shows of the log; servers show their life cycle. */
  public final LogSettings.Console console() {
    return servesUntilStopped() ? LogSettings.Console.LIFECYCLE : LogSettings.Console.WARNINGS;
  }
}
