package io.xmlfleet.cli;

import io.xmlfleet.wiring.Shutdown;
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
record Surroundings(
    String program,
    Map<String, String> environment,
    ConfigFile config,
    InputStream standardInput,
    boolean terminal,
    Clock clock,
    Shutdown shutdown) {
  Surroundings {
    environment = Map.copyOf(environment);
  }

  static Surroundings of(CommandSpec spec) {
    return ((XmlfleetCommand) spec.root().userObject()).surroundings();
  }

  boolean coloured() {
    return terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }
}
