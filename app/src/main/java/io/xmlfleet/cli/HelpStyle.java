package io.xmlfleet.cli;

import io.xmlfleet.cli.base.CommandGroup;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.GeneralOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** One look for all helps: options in sections, commands in groups, exit codes at the end. */
final class HelpStyle {
  private static final int WIDTH = 100;
  private static final int LONGEST_NAME = 34;

  private HelpStyle() {}

  static void apply(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    UsageMessageSpec usage = spec.usageMessage();
    usage.width(WIDTH).longOptionsMaxWidth(LONGEST_NAME).sortOptions(false);
    usage
        .synopsisHeading("Usage: ")
        .descriptionHeading("%n")
        .parameterListHeading("%nArguments:%n");
    usage.optionListHeading("%nOptions:%n").abbreviateSynopsis(true);
    usage.commandListHeading("").footerHeading("");
    if (!spec.optionsMap().containsKey("--help")) {
      spec.addOption(
          OptionSpec.builder("-h", "--help")
              .usageHelp(true)
              .description("Show this help and exit.")
              .build());
    }
    if (command.getSubcommands().isEmpty()) {
      usage
          .exitCodeListHeading("%nExit codes:%n")
          .exitCodeList(ExitCodes.described(command.getCommand()));
    }
    command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING, help -> "");
    command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpStyle::options);
    if (command.getParent() == null) {
      command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, HelpStyle::groups);
    }
    command.getSubcommands().values().forEach(HelpStyle::apply);
  }

  private static String options(Help help) {
    StringBuilder text = new StringBuilder();
    sections(help.commandSpec())
        .forEach((heading, options) -> text.append(section(help, heading, options)));
    return text.toString();
  }

  /** The options of a command by the heading above them, none of them empty. */
  static Map<String, List<OptionSpec>> sections(CommandSpec spec) {
    Map<String, List<OptionSpec>> sections = new LinkedHashMap<>();
    List<OptionSpec> own = new ArrayList<>(spec.options());
    spec.mixins().values().forEach(mixin -> own.removeIf(option -> isOf(mixin, option)));
    sections.put("%nOptions:%n", own);
    List<CommandSpec> mixins = new ArrayList<>(spec.mixins().values());
    // The command's own story first; what all commands share comes last.
    mixins.sort(Comparator.comparing(mixin -> mixin.userObject() instanceof GeneralOptions));
    for (CommandSpec mixin : mixins) {
      sections
          .computeIfAbsent(mixin.usageMessage().optionListHeading(), heading -> new ArrayList<>())
          .addAll(spec.options().stream().filter(o -> isOf(mixin, o)).toList());
    }
    sections.values().removeIf(List::isEmpty);
    return sections;
  }

  private static boolean isOf(CommandSpec mixin, OptionSpec option) {
    return mixin.optionsMap().containsKey(option.longestName());
  }

  private static String section(Help help, String heading, List<OptionSpec> options) {
    Help.Layout layout = help.createDefaultLayout(options, List.of(), help.colorScheme());
    layout.addOptions(options, help.parameterLabelRenderer());
    return help.createHeading(heading) + layout;
  }

  private static String groups(Help help) {
    Map<CommandGroup, List<Help>> groups = new EnumMap<>(CommandGroup.class);
    for (Help command : help.subcommands().values()) {
      groups
          .computeIfAbsent(CommandGroup.of(command.commandSpec()), group -> new ArrayList<>())
          .add(command);
    }
    StringBuilder text = new StringBuilder();
    groups.forEach((group, commands) -> text.append(group(help, group, commands)));
    return text.toString();
  }

  private static String group(Help help, CommandGroup group, List<Help> commands) {
    Help.TextTable table =
        Help.TextTable.forColumns(
            help.colorScheme(),
            new Help.Column(16, 2, Help.Column.Overflow.SPAN),
            new Help.Column(WIDTH - 16, 1, Help.Column.Overflow.WRAP));
    for (Help command : commands) {
      table.addRowValues(
          help.colorScheme().commandText(command.commandSpec().name()),
          help.colorScheme().text(firstSentence(command)));
    }
    return help.createHeading("%n" + group.title() + "%n") + table;
  }

  private static String firstSentence(Help command) {
    UsageMessageSpec usage = command.commandSpec().usageMessage();
    String[] lines = usage.header().length > 0 ? usage.header() : usage.description();
    return lines.length == 0 ? "" : lines[0];
  }
}
