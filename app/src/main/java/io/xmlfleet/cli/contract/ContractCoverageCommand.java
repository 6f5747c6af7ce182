package io.xmlfleet.cli.contract;

import io.xmlfleet.cli.base.Environment;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.VerdictCommand;
import io.xmlfleet.cli.option.DocumentOptions;
import io.xmlfleet.cli.terminal.TextTable;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.mapping.DocumentContext;
import io.xmlfleet.mapping.UnusedPaths;
import io.xmlfleet.source.document.SourceDocument;
import io.xmlfleet.text.Counted;
import io.xmlfleet.text.PlainText;
import io.xmlfleet.wiring.Contracts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code xmlfleet contract coverage}. */
@Command(
    name = "coverage",
    description = {
      "Lists the attributes, texts and empty elements of documents that no path of a contract",
      "uses: their paths, how many documents have them, and how often. An overflow does not count",
      "as use. For paths of the contract that no document has, see contract check --sample."
    },
    footer = {
      "",
      "Examples:",
      "  xmlfleet contract coverage contract.yaml inbox",
      "  xmlfleet contract coverage poms.yaml ~/.m2/repository --include '*.pom'"
    })
final class ContractCoverageCommand implements Callable<Integer>, VerdictCommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "FILE", description = "The contract.")
  private Path file = Path.of("");

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "INPUT",
      description = DocumentOptions.INPUTS)
  private List<String> inputs = new ArrayList<>();

  @Mixin private DocumentOptions documents = new DocumentOptions();

  private final Map<Failure, Integer> unread = new LinkedHashMap<>();
  private int read;

  @Override
  public String good() {
    return "done; the contract uses all that the documents have";
  }

  @Override
  public String bad() {
    return "done; some paths are not used, or documents not readable";
  }

  @Override
  public Integer call() {
    UnusedPaths paths = new UnusedPaths(Contracts.read(file).capture());
    Environment environment = Environment.of(spec);
    SampleDocuments.forEach(
        documents.source(inputs, null, environment),
        environment.clock(),
        (document, context) -> add(paths, document, context));
    PrintWriter out = spec.commandLine().getOut();
    List<UnusedPaths.Found> found = paths.found();
    out.println(
        Counted.of(read, "document")
            + ", "
            + Counted.of(found.size(), "path")
            + " that the contract does not use"
            + (paths.hasMore() ? ", and more" : ""));
    unread.forEach(
        (failure, count) ->
            out.println(
                "  "
                    + Counted.of(count, "document")
                    + " more not read: "
                    + PlainText.oneLine(failure.reason())));
    if (!found.isEmpty()) {
      TextTable table = TextTable.of("path", "#documents", "#occurrences");
      found.forEach(each -> table.row(each.path(), each.documents(), each.occurrences()));
      table.print(out, "  ");
    }
    return found.isEmpty() && unread.isEmpty() ? ExitCodes.ALL_LOADED : ExitCodes.SOME_FAILED;
  }

  private void add(UnusedPaths paths, SourceDocument document, DocumentContext context) {
    Failure failure =
        document instanceof SourceDocument.Read whole
            ? paths.add(whole.bytes(), context.deadline())
            : ((SourceDocument.Rejected) document).failure();
    if (failure == null) {
      read++;
    } else {
      unread.merge(Failure.of(failure.stage(), failure.reason()), 1, Integer::sum);
    }
  }
}
