package io.xmlfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;

/**
 * docs/options.md is made of the commands themselves; {@code -Dxmlfleet.write-pages=true} writes
 * it.
 */
class OptionsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "options.md").toAbsolutePath().normalize();
  private static final String EVERYWHERE = "General:";
  private static final String HEAD =
      """
      # All options of all commands

      Made of the commands themselves: this is what `xmlfleet COMMAND --help` says, on one page, with defaults. What belongs together is told in [commands and settings](commands.md).

      Each option may stand on the command line (`--db-user loader`), in a variable (`XMLFLEET_DB_USER=loader`), or in `xmlfleet.properties` (`db-user=loader`). The first of these
      that is there and not empty counts.
      """;

  @Test
  void hasEachOptionOfEachCommand() throws IOException {
    CommandLine commands = DeployedCommands.commands(Map.of());
    StringBuilder general = new StringBuilder();
    StringBuilder page = new StringBuilder(HEAD);
    Set<String> lines = new LinkedHashSet<>();
    StringBuilder each = new StringBuilder();
    add(commands, each, lines);
    general.append("\n## Every command\n\n| option | what |\n|---|---|\n");
    lines.forEach(general::append);
    String wanted = page.append(general).append(each).toString();

    if (Boolean.getBoolean("xmlfleet.write-pages")) {
      Files.writeString(PAGE, wanted);
    }
    assertThat(PAGE).as("-Dxmlfleet.write-pages=true writes it").content().isEqualTo(wanted);
  }

  private static void add(CommandLine command, StringBuilder page, Set<String> general) {
    Help help = command.getHelp();
    Map<String, List<OptionSpec>> sections = HelpStyle.sections(help.commandSpec());
    String rows =
        Stream.concat(arguments(help), options(help, sections, general))
            .collect(Collectors.joining());
    if (!rows.isEmpty()) {
      page.append("\n## ")
          .append(help.commandSpec().qualifiedName())
          .append("\n\n")
          .append(plain(String.join(" ", help.commandSpec().usageMessage().description())))
          .append("\n\n| option | what |\n|---|---|\n")
          .append(rows);
    }
    command.getSubcommands().values().stream()
        .filter(child -> !child.getCommandSpec().helpCommand())
        .distinct()
        .forEach(child -> add(child, page, general));
  }

  private static Stream<String> arguments(Help help) {
    return help.commandSpec().positionalParameters().stream()
        .map(
            argument ->
                row(
                    help.createDefaultParameterRenderer()
                        .render(argument, help.parameterLabelRenderer(), help.colorScheme())));
  }

  private static Stream<String> options(
      Help help, Map<String, List<OptionSpec>> sections, Set<String> general) {
    return sections.entrySet().stream()
        .flatMap(
            section -> {
              List<String> rows =
                  section.getValue().stream()
                      .filter(option -> !option.hidden() && !option.usageHelp())
                      .map(
                          option ->
                              row(
                                  help.createDefaultOptionRenderer()
                                      .render(
                                          option,
                                          help.parameterLabelRenderer(),
                                          help.colorScheme())))
                      .toList();
              if (section.getKey().contains(EVERYWHERE)) {
                general.addAll(rows);
                return Stream.empty();
              }
              return rows.stream();
            });
  }

  /** Rows of which the last cell is a line of the description, and those before are the name. */
  private static String row(Ansi.Text[][] rows) {
    Ansi.Text[] first = rows[0];
    String name =
        Stream.of(first)
            .limit(first.length - 1L)
            .map(cell -> cell.toString().strip())
            .filter(cell -> !cell.isEmpty())
            .collect(Collectors.joining(" "))
            .replace(" , ", ", ");
    String description =
        Stream.of(rows).map(row -> row[row.length - 1].toString()).collect(Collectors.joining(" "));
    return "| `" + name.replace("|", "\\|") + "` | " + plain(description) + " |\n";
  }

  /** Without what differs from one machine to the next. */
  private static String plain(String text) {
    return text.replace(Path.of("").toAbsolutePath() + "/", "")
        .replaceAll("\\s+", " ")
        .strip()
        .replace("|", "\\|")
        .replace("<", "&lt;");
  }
}
