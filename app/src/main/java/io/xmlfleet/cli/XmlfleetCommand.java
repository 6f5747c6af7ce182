package io.xmlfleet.cli;

import io.xmlfleet.cli.base.Environment;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.contract.ContractCommand;
import io.xmlfleet.cli.fleet.AggregateCommand;
import io.xmlfleet.cli.fleet.ConsumeCommand;
import io.xmlfleet.cli.fleet.DashboardCommand;
import io.xmlfleet.cli.fleet.ProduceCommand;
import io.xmlfleet.cli.fleet.RunCommand;
import io.xmlfleet.cli.fleet.WatchCommand;
import io.xmlfleet.cli.inspect.DbCommand;
import io.xmlfleet.cli.inspect.LagCommand;
import io.xmlfleet.cli.inspect.ReconcileCommand;
import io.xmlfleet.cli.inspect.ReportCommand;
import io.xmlfleet.cli.inspect.RunsCommand;
import io.xmlfleet.cli.letter.DeadLettersCommand;
import io.xmlfleet.cli.letter.ReplayCommand;
import io.xmlfleet.cli.prepare.BenchCommand;
import io.xmlfleet.cli.prepare.GenerateCommand;
import io.xmlfleet.cli.prepare.TopicsCommand;
import io.xmlfleet.cli.server.BrokerCommand;
import io.xmlfleet.cli.server.DatabaseCommand;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code xmlfleet} without a command: says what there is. */
@Command(
    name = "xmlfleet",
    description = "XML documents into rows of a relational database, by a fleet of workers.",
    versionProvider = Version.Provider.class,
    footer = {
      "",
      "Try it:",
      "  xmlfleet run samples/credit-applications",
      "  xmlfleet dead-letters list",
      "  xmlfleet db \"select count(*) from application\"",
      "",
      "Every option can also come from a variable (--db-user: XMLFLEET_DB_USER) or from",
      "xmlfleet.properties (db-user=...); kafka.* keys there go to the Kafka clients.",
      "A flag wins over a variable, a variable over the file.",
      "",
      "'xmlfleet COMMAND --help' has all options of a command. docs/README.md, beside this program,",
      "lists the pages by task."
    })
public final class XmlfleetCommand implements Callable<Integer>, Environment.Holder {
  /** In the order of their groups' help. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          RunCommand.class,
          ProduceCommand.class,
          ConsumeCommand.class,
          AggregateCommand.class,
          WatchCommand.class,
          DashboardCommand.class,
          RunsCommand.class,
          LagCommand.class,
          ReportCommand.class,
          ReconcileCommand.class,
          DbCommand.class,
          DeadLettersCommand.class,
          ReplayCommand.class,
          ContractCommand.class,
          TopicsCommand.class,
          GenerateCommand.class,
          BenchCommand.class,
          BrokerCommand.class,
          DatabaseCommand.class,
          CommandLine.HelpCommand.class);

  private static final List<String> HELP = List.of("-h", "--help");

  private final Environment environment;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version and exit.")
  private boolean version;

  XmlfleetCommand(Environment environment) {
    this.environment = environment;
  }

  /**
   * The command line for these arguments: all commands, or only the one that is named, or only what
   * the help of all shows of them, since to know the options of all takes half of the time that a
   * small command needs.
   */
  static CommandLine commandLine(Environment environment, List<String> arguments) {
    String first = arguments.isEmpty() ? "" : arguments.get(0);
    List<Class<?>> named = COMMANDS.stream().filter(type -> name(type).equals(first)).toList();
    CommandLine line = new CommandLine(new XmlfleetCommand(environment));
    if (arguments.size() == 1 && HELP.contains(first)) {
      COMMANDS.forEach(type -> line.addSubcommand(outline(type)));
      return line;
    }
    List<Class<?>> known = named.isEmpty() || first.equals("help") ? COMMANDS : named;
    known.forEach(line::addSubcommand);
    return line;
  }

  private static CommandSpec outline(Class<?> type) {
    Command command = type.getAnnotation(Command.class);
    CommandSpec outline = CommandSpec.wrapWithoutInspection(type).name(command.name());
    outline.helpCommand(command.helpCommand());
    outline.usageMessage().header(command.header()).description(command.description());
    return outline;
  }

  private static String name(Class<?> type) {
    return type.getAnnotation(Command.class).name();
  }

  @Override
  public Environment environment() {
    return environment;
  }

  @Override
  public Integer call() {
    if (!version) {
      spec.commandLine().usage(spec.commandLine().getErr());
    }
    return ExitCodes.USAGE;
  }
}
