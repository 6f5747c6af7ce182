package io.xmlfleet.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code xmlfleet contract}. */
@Command(
    name = "contract",
    header = "Check a contract, explain its rows, or print the tables that it needs.",
    description = "Works with a contract before any document does.",
    subcommands = {
      ContractCheckCommand.class,
      ContractExplainCommand.class,
      ContractDdlCommand.class
    })
final class ContractCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which one: check, explain or ddl?");
  }
}
