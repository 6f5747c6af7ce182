package io.xmlfleet.cli.contract;

import io.xmlfleet.cli.base.Environment;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.VerdictCommand;
import io.xmlfleet.cli.option.DocumentOptions;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.mapping.ContractPlan;
import io.xmlfleet.wiring.Contracts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code xmlfleet contract explain}. */
@Command(
    name = "explain",
    description = {
      "Shows the rows that a contract makes of documents, without a broker or a database.",
      "Careful: the output contains values of the documents, except with --why."
    },
    footer = {
      "",
      "Examples:",
      "  xmlfleet contract explain --contract contract.yaml in/a.xml",
      "  xmlfleet contract explain --contract contract.yaml --why loan.amount in/a.xml",
      "  xmlfleet contract explain --contract contract.yaml --json --out rows in",
      "  xmlfleet contract explain --contract dblp.yaml --split '/dblp/*' dblp.xml.gz"
    })
final class ContractExplainCommand implements Callable<Integer>, VerdictCommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "INPUT", arity = "1..*", description = DocumentOptions.INPUTS)
  private List<String> inputs = new ArrayList<>();

  @Mixin private DocumentOptions documents = new DocumentOptions();

  @Option(
      names = "--contract",
      paramLabel = "FILE",
      description =
          "The contract (default: contract.yaml, .yml or .json in the only input folder).")
  private @Nullable Path contract;

  @Option(
      names = "--json",
      description = "Print one line of JSON for each document, instead of text.")
  private boolean json;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Write the JSON of each document to a file of the same name in this folder.")
  private @Nullable Path out;

  @Option(
      names = "--why",
      paramLabel = "TABLE.COLUMN",
      description =
          "Instead of the rows: where this column's values come from, step by step, and why"
              + " there is no row; repeatable. Shows only kind and length of values.")
  private List<String> why = new ArrayList<>();

  @Option(names = "--show-values", description = "With --why: show the values themselves.")
  private boolean showValues;

  @Override
  public String good() {
    return "done; every document maps to rows";
  }

  @Override
  public String bad() {
    return "done; some documents are rejected";
  }

  @Override
  public Integer call() {
    if (!why.isEmpty() && (json || out != null)) {
      throw new UsageException("--why is for people to read: it goes without --json and --out");
    }
    Path file = contract != null ? contract : ContractFiles.requiredBeside(inputs);
    Explanation explanation = explanation(Contracts.read(file));
    Environment environment = Environment.of(spec);
    SampleDocuments.forEach(
        documents.source(inputs, null, environment), environment.clock(), explanation::add);
    if (out != null) {
      output().println(explanation.summary() + "; written to " + out);
    }
    return explanation.isGood() ? ExitCodes.ALL_LOADED : ExitCodes.SOME_FAILED;
  }

  private Explanation explanation(ContractPlan plan) {
    if (!why.isEmpty()) {
      List<WhyColumn> columns = why.stream().map(name -> WhyColumn.of(name, plan)).toList();
      return Explanation.why(plan, columns, new MaskedValues(showValues), output());
    }
    if (out != null) {
      return Explanation.toFiles(plan, out);
    }
    return json ? Explanation.toJson(plan, output()) : Explanation.toText(plan, output());
  }

  private PrintWriter output() {
    return spec.commandLine().getOut();
  }
}
