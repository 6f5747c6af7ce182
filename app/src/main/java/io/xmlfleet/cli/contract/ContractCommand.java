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
        "Draft, carry over, list, edit, check, explain or compare contracts, or show their tables.",
    description = "Works with a contract before any document does.",
    subcommands = {
      ContractInitCommand.class,
      ContractImportCommand.class,
      ContractListCommand.class,
      ContractEditCommand.class,
      ContractCheckCommand.class,
      ContractExplainCommand.class,
      ContractDiffCommand.class,
      ContractCoverageCommand.class,
      ContractDiagramCommand.class,
      ContractDdlCommand.class
    })
@CommandGroup.Member(CommandGroup.CONTRACT)
public final class ContractCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is missing after 'contract': init, import, list, edit, check, explain, diff, coverage, diagram or ddl");
  }
}
