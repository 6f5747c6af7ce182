package io.xmlfleet.cli.contract;

import io.xmlfleet.cli.base.Environment;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.VerdictCommand;
import io.xmlfleet.cli.option.DocumentOptions;
import io.xmlfleet.mapping.ContractMapper;
import io.xmlfleet.wiring.Contracts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code xmlfleet contract diff}. */
@Command(
    name = "diff",
    description = {
      "Compares two versions of a contract on documents: which documents are newly rejected or",
      "newly loaded, which rows are missing or added, and which values differ, each with a few",
      "examples. Rows are compared by the key of the table if both contracts have the same key,",
      "otherwise by their order; a column that only one contract has counts as null in the other."
    },
    footer = {
      "",
      "Examples:",
      "  xmlfleet contract diff contract.yaml contract-2.yaml inbox",
      "  xmlfleet contract diff old.yaml new.yaml archive.zip --include '*.xml' --show-values"
    })
final class ContractDiffCommand implements Callable<Integer>, VerdictCommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "FILE", description = "The contract before.")
  private Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "FILE", description = "The contract after.")
  private Path after = Path.of("");

  @Parameters(
      index = "2..*",
      arity = "1..*",
      paramLabel = "INPUT",
      description = DocumentOptions.INPUTS)
  private List<String> inputs = new ArrayList<>();

  @Option(
      names = "--show-values",
      description = "Show values in examples, not only their kind and length.")
  private boolean showValues;

  @Mixin private DocumentOptions documents = new DocumentOptions();

  @Override
  public String good() {
    return "done; both contracts make the same of every document";
  }

  @Override
  public String bad() {
    return "done; some documents differ";
  }

  @Override
  public Integer call() {
    ContractMapper first = new ContractMapper(Contracts.read(before));
    ContractMapper second = new ContractMapper(Contracts.read(after));
    ContractDifference difference = new ContractDifference(new MaskedValues(showValues));
    Environment environment = Environment.of(spec);
    SampleDocuments.forEach(
        documents.source(inputs, null, environment),
        environment.clock(),
        (document, context) ->
            difference.add(
                ExplainedDocument.of(document, read -> first.map(read.bytes(), context)),
                ExplainedDocument.of(document, read -> second.map(read.bytes(), context))));
    difference.print(spec.commandLine().getOut());
    return difference.isNone() ? ExitCodes.ALL_LOADED : ExitCodes.SOME_FAILED;
  }
}
