package io.xmlfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.base.CommandGroup;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class HelpStyleTest {
  private final CommandLine commands = DeployedCommands.commands(Map.of());

  @Test
  void showsEveryCommandExactlyOnceUnderItsGroup() {
    String help = commands.getUsageMessage();

    assertThat(commands.getSubcommands()).hasSizeGreaterThan(15);
    commands
        .getSubcommands()
        .forEach(
            (name, command) -> {
              List<String> lines =
                  help.lines().filter(line -> line.matches("  " + name + " {2,}\\S.*")).toList();
              assertThat(lines).as(name).hasSize(1);
              assertThat(help)
                  .containsPattern(
                      Pattern.quote(CommandGroup.of(command.getCommandSpec()).title())
                          + "\\n(?: .*\\n)*"
                          + Pattern.quote(lines.get(0)));
            });
    for (CommandGroup group : CommandGroup.values()) {
      assertThat(help).containsOnlyOnce(group.title());
    }
  }

  @Test
  void isTheSameWithoutTheOptionsOfCommands() {
    for (String option : List.of("-h", "--help")) {
      assertThat(CommandLineCall.of(option))
          .isEqualTo(new CommandLineCall(0, commands.getUsageMessage(), ""));
    }
  }

  @Test
  void groupsCommandsAsTheirPackagesDo() {
    for (CommandLine command : commands.getSubcommands().values()) {
      CommandSpec spec = command.getCommandSpec();
      if (!spec.helpCommand()) {
        assertThat(spec.userObject().getClass().getPackageName())
            .endsWith(".cli." + CommandGroup.of(spec).name().toLowerCase(Locale.ROOT));
      }
    }
  }
}
