package io.xmlfleet.cli.contract;

import io.xmlfleet.cli.base.CommandGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code xmlfleet contract}. */
@Command(
    name = "contract",
    header =
        "Draft, carry over, edit, check or explain a contract, or print the tables that it needs.",
    description = "Works with a contract before any document does.",
    subcommands = {
      ContractInitCommand.class,
      ContractImportCommand.class,
      ContractEditCommand.class,
      ContractCheckCommand.class,
      ContractExplainCommand.class,
      ContractDdlCommand.class
    })
@CommandGroup.Member(CommandGroup.CONTRACT)
public final class ContractCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "which one: init, import, edit, check, explain or ddl?");
  }
}
