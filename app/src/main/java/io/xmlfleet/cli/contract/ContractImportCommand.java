package io.xmlfleet.cli.contract;

import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.failure.FileProblem;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.migrate.ContractImporter;
import io.xmlfleet.migrate.ImportedContract;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code xmlfleet contract import}. */
@Command(
    name = "import",
    header = "Translate a mapping_contract.json of the system before.",
    description = {
      "Translates a contract of the system before xmlfleet, and writes the result to standard",
      "output. The new contract gives the same rows, except where that system made mistakes.",
      "Standard error lists what you have to decide, then what is different."
    },
    footer = {
      "",
      "Example:",
      "  xmlfleet contract import mapping_contract.json > contract.yaml 2> remarks.txt"
    })
final class ContractImportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "The old contract, in JSON.")
  private Path file = Path.of("");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the new contract (default: the name of the file, without .json).")
  private @Nullable String name;

  @Override
  public Integer call() {
    String fileName = String.valueOf(file.getFileName());
    ImportedContract imported =
        new ContractImporter()
            .importContract(
                fileName, read(), name == null ? fileName.replaceFirst("\\.json$", "") : name);
    PrintWriter out = spec.commandLine().getOut();
    out.print(imported.text());
    out.flush();
    print("To decide, with the line of the old contract:", imported.decisions());
    print("Other than it was:", imported.remarks());
    return ExitCodes.ALL_LOADED;
  }

  private void print(String title, List<String> lines) {
    if (!lines.isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(title);
      lines.forEach(line -> err.println("  " + line));
    }
  }

  private String read() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UsageException(FileProblem.reading(file.toString(), e), e);
    }
  }
}
