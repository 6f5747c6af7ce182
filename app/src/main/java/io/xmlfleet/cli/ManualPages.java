package io.xmlfleet.cli;

import io.xmlfleet.cli.base.ConfigFile;
import io.xmlfleet.cli.base.Environment;
import io.xmlfleet.process.Shutdown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * What a distribution has besides help: a man page of each command, in {@code man/man1}, and the
 * completion of bash and zsh, in {@code completion}.
 */
public final class ManualPages {
  private static final String NAME = "xmlfleet";

  private final String version;

  private ManualPages(String version) {
    this.version = version;
  }

  /**
   * Writes them.
   *
   * @param arguments the folder, and the version that pages name
   */
  public static void main(String[] arguments) throws IOException {
    Environment nobody =
        new Environment(
            NAME,
            Map.of(),
            ConfigFile.NONE,
            InputStream.nullInputStream(),
            false,
            Clock.systemUTC(),
            new Shutdown());
    CommandLine commands = Main.commandLine(nobody);
    Path folder = Path.of(arguments[0]);
    new ManualPages(arguments[1])
        .write(commands, Files.createDirectories(folder.resolve("man").resolve("man1")));
    Files.writeString(
        Files.createDirectories(folder.resolve("completion")).resolve(NAME + ".bash"),
        completion(commands));
  }

  /** Offers the words of an enum as help has them, in small letters. */
  private static String completion(CommandLine commands) {
    return Pattern.compile("(?<=_option_args=)\\(.*\\)")
        .matcher(AutoComplete.bash(NAME, commands))
        .replaceAll(words -> Matcher.quoteReplacement(words.group().toLowerCase(Locale.ROOT)));
  }

  private void write(CommandLine command, Path folder) throws IOException {
    Files.writeString(
        folder.resolve(page(command.getCommandSpec()) + ".1"), text(command.getHelp()));
    for (CommandLine child : children(command.getCommandSpec())) {
      write(child, folder);
    }
  }

  private static List<CommandLine> children(CommandSpec spec) {
    return spec.subcommands().values().stream()
        .filter(child -> !child.getCommandSpec().helpCommand())
        .toList();
  }

  private String text(Help help) {
    CommandSpec spec = help.commandSpec();
    UsageMessageSpec usage = spec.usageMessage();
    StringBuilder page = new StringBuilder();
    page.append(".TH \"%s\" 1 \"\" \"xmlfleet %s\"\n".formatted(page(spec), version));
    page.append(".SH NAME\n" + escaped(page(spec)) + " \\- " + escaped(summary(spec)) + '\n');
    page.append(".SH SYNOPSIS\n" + lines(help.synopsis(0).strip()));
    page.append(".SH DESCRIPTION\n" + lines(String.join("\n", usage.description())));
    if (!spec.positionalParameters().isEmpty()) {
      page.append(".SH ARGUMENTS\n");
      for (PositionalParamSpec argument : spec.positionalParameters()) {
        page.append(
            item(
                help.createDefaultParameterRenderer()
                    .render(argument, help.parameterLabelRenderer(), help.colorScheme())));
      }
    }
    HelpStyle.sections(spec)
        .forEach(
            (heading, options) -> {
              page.append(".SH " + heading.replaceAll("%n|:", "").toUpperCase(Locale.ROOT) + '\n');
              options.forEach(option -> page.append(option(help, option)));
            });
    if (!children(spec).isEmpty()) {
      page.append(".SH COMMANDS\n");
      children(spec).forEach(child -> page.append(reference(child.getCommandSpec())));
    }
    if (!usage.exitCodeList().isEmpty()) {
      page.append(".SH EXIT STATUS\n");
      usage
          .exitCodeList()
          .forEach((code, meaning) -> page.append(".TP\n" + code + '\n' + lines(meaning)));
    }
    if (usage.footer().length > 0) {
      page.append(".SH NOTES\n.nf\n" + lines(String.join("\n", usage.footer()).strip()) + ".fi\n");
    }
    return page.toString();
  }

  private static String option(Help help, OptionSpec option) {
    return item(
        help.createDefaultOptionRenderer()
            .render(option, help.parameterLabelRenderer(), help.colorScheme()));
  }

  /** Rows of which the last cell is a line of the description, and those before are the name. */
  private static String item(Ansi.Text[][] rows) {
    Ansi.Text[] first = rows[0];
    String name =
        Stream.of(first)
            .limit(first.length - 1)
            .map(cell -> cell.toString().strip())
            .filter(cell -> !cell.isEmpty())
            .collect(Collectors.joining(" "))
            .replace(" , ", ", ");
    String description =
        Arrays.stream(rows)
            .map(row -> row[row.length - 1].toString())
            .collect(Collectors.joining("\n"));
    return ".TP\n.B " + escaped(name) + '\n' + lines(description);
  }

  private static String reference(CommandSpec spec) {
    return ".TP\n.BR " + escaped(page(spec)) + " (1)\n" + lines(summary(spec));
  }

  private static String page(CommandSpec spec) {
    return spec.qualifiedName("-");
  }

  /** The first sentence, which may go over several lines. */
  private static String summary(CommandSpec spec) {
    UsageMessageSpec usage = spec.usageMessage();
    String[] lines = usage.header().length > 0 ? usage.header() : usage.description();
    return String.join(" ", lines).split("(?<=\\.) ", 2)[0];
  }

  /** Each line as text: none of it is taken for a request of roff's. */
  private static String lines(String text) {
    return text.lines().map(line -> escaped(line) + '\n').collect(Collectors.joining());
  }

  private static String escaped(String text) {
    String plain = text.replace("\\", "\\e").replace("-", "\\-");
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }
}
