package io.xmlfleet.cli.contract;

import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.terminal.TextTable;
import io.xmlfleet.contract.read.Gallery;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code xmlfleet contract list}. */
@Command(
    name = "list",
    description = {
      "Lists the contracts for public kinds of XML that xmlfleet includes. Use gallery:NAME",
      "instead of the file of a contract. With NAME it prints that contract, so that you can copy",
      "and change it."
    },
    footer = {
      "",
      "Examples:",
      "  xmlfleet contract list",
      "  xmlfleet contract list ubl-invoice > invoices.yaml",
      "  xmlfleet run inbox --contract gallery:ubl-invoice"
    })
final class ContractListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "The contract to print.")
  private @Nullable String name;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (name == null) {
      TextTable table = TextTable.of("contract", "for");
      Gallery.names().forEach(each -> table.row(Gallery.PREFIX + each, Gallery.description(each)));
      table.print(out, "");
    } else {
      out.print(Gallery.text(name));
      out.flush();
    }
    return ExitCodes.ALL_LOADED;
  }
}
