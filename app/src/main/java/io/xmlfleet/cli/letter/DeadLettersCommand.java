package io.xmlfleet.cli.letter;

import io.xmlfleet.cli.base.CommandGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code xmlfleet dead-letters}. */
@Command(
    name = "dead-letters",
    header = "Look at the documents that failed, and why; export or park them.",
    description = "Looks at the documents that failed and have not been loaded since.",
    subcommands = {
      DeadLettersListCommand.class,
      DeadLettersShowCommand.class,
      DeadLettersExportCommand.class,
      DeadLettersParkCommand.class,
      DeadLettersUnparkCommand.class,
      DeadLettersHistoryCommand.class
    })
@CommandGroup.Member(CommandGroup.LETTER)
public final class DeadLettersCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is missing after 'dead-letters': list, show, export, park, unpark or history");
  }
}
