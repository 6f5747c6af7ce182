package io.xmlfleet.cli.base;

import io.xmlfleet.logging.LogPlan;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** What commands share that touch a fleet. Confined to one thread. */
public abstract class FleetCommand implements Callable<Integer> {
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

  public final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  protected final String name() {
    return spec.qualifiedName().substring(spec.root().name().length() + 1);
  }

  /**
   * A command line for people to copy, with the options of this one that it needs to find the same
   * servers.
   */
  protected final String advice(String command, String... repeated) {
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
  public LogPlan.Console console() {
    return LogPlan.Console.WARNINGS;
  }
}
