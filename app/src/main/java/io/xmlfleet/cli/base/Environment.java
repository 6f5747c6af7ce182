package io.xmlfleet.cli.base;

import io.xmlfleet.process.Shutdown;
import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What a command finds around it, so that tests can put it somewhere else. Immutable.
 *
 * @param program how this program was called, to be repeated in advice
 * @param terminal whether a person watches: lines may be redrawn and coloured
 */
public record Environment(
    String program,
    Map<String, String> variables,
    ConfigFile config,
    InputStream standardInput,
    boolean terminal,
    Clock clock,
    Shutdown shutdown) {
  public Environment {
    variables = Map.copyOf(variables);
  }

  public static Environment of(CommandSpec spec) {
    return ((Holder) spec.root().userObject()).environment();
  }

  /** The command above all others. */
  public interface Holder {
    Environment environment();
  }

  public boolean coloured() {
    return terminal && variables.getOrDefault("NO_COLOR", "").isEmpty();
  }
}
