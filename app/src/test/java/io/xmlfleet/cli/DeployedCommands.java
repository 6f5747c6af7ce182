package io.xmlfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.xmlfleet.cli.base.ConfigFile;
import io.xmlfleet.cli.base.ConfiguredDefaults;
import io.xmlfleet.cli.base.Environment;
import io.xmlfleet.process.Shutdown;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Whether what a deployment starts is what this program understands. */
final class DeployedCommands {
  private static final String PREFIX = "XMLFLEET_";

  private DeployedCommands() {}

  static void assertUnderstood(List<String> command, Map<String, String> environment) {
    CommandLine commands = commands(environment);
    assertThatCode(() -> commands.parseArgs(command.toArray(String[]::new)))
        .doesNotThrowAnyException();

    List<String> known =
        ConfiguredDefaults.keys(commands(Map.of())).stream()
            .map(ConfiguredDefaults::variable)
            .toList();
    assertThat(environment.keySet())
        .allMatch(name -> name.startsWith(PREFIX))
        .allMatch(name -> known.contains(name) || name.equals("XMLFLEET_JAVA_OPTS"));
  }

  static CommandLine commands(Map<String, String> environment) {
    return Main.commandLine(
        new Environment(
            "xmlfleet",
            environment,
            ConfigFile.NONE,
            InputStream.nullInputStream(),
            false,
            Clock.systemUTC(),
            new Shutdown()));
  }
}
