package io.xmlfleet.cli;

import io.xmlfleet.contract.plan.ContractPlan;
import io.xmlfleet.table.Table;
import io.xmlfleet.wiring.Contracts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code xmlfleet contract check}. */
@Command(
    name = "check",
    description = "Says everything that is wrong in a contract, or what it fills.",
    footer = {
      "",
      "Example:",
      "  xmlfleet contract check samples/credit-applications/contract.yaml"
    })
final class ContractCheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Contracts in YAML or JSON.")
  private List<Path> files = new ArrayList<>();

  @Override
  public Integer call() {
    for (Path file : files) {
      ContractPlan plan = Contracts.read(file);
      TextTable table =
          TextTable.of(
              TextTable.Column.left("table"),
              TextTable.Column.right("columns"),
              TextTable.Column.left("key"));
      for (Table each : plan.tables()) {
        table.row(each.id(), each.columns().size(), String.join(", ", each.primaryKey()));
      }
      spec.commandLine()
          .getOut()
          .println(file + ": " + plan.name() + ", version " + plan.version() + ", is good");
      table.print(spec.commandLine().getOut(), "  ");
    }
    return ExitCodes.ALL_LOADED;
  }
}
