package io.xmlfleet.cli.prepare;

import io.xmlfleet.cli.base.CommandGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code xmlfleet topics}. */
@Command(
    name = "topics",
    description = "Set up the topics of a fleet on a Kafka cluster.",
    subcommands = TopicsCreateCommand.class)
@CommandGroup.Member(CommandGroup.PREPARE)
public final class TopicsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing after 'topics': create");
  }
}
