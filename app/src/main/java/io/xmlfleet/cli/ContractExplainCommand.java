package io.xmlfleet.cli;

import io.xmlfleet.mapping.ContractMapper;
import io.xmlfleet.mapping.DocumentContext;
import io.xmlfleet.message.Failure;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.Stage;
import io.xmlfleet.source.SourceDocument;
import io.xmlfleet.wiring.Contracts;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code xmlfleet contract explain}. */
@Command(
    name = "explain",
    description = {
      "Shows the rows that documents give under a contract, without a broker or a database.",
      "Prints what is in the documents: mind who sees it."
    },
    footer = {
      "",
      "Examples:",
      "  xmlfleet contract explain --contract contract.yaml in/a.xml",
      "  xmlfleet contract explain --contract contract.yaml --json --out rows in"
    })
final class ContractExplainCommand implements Callable<Integer>, VerdictCommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "INPUT",
      arity = "1..*",
      description = "Documents: files, folders, quoted globs, or - for standard input.")
  private List<String> inputs = new ArrayList<>();

  @Option(
      names = "--contract",
      paramLabel = "FILE",
      description =
          "The contract (default: contract.yaml, .yml or .json in the only input folder).")
  private @Nullable Path contract;

  @Option(names = "--json", description = "One JSON object a document and line, instead of text.")
  private boolean json;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Write the JSON of each document to a file of its name in this folder.")
  private @Nullable Path out;

  private int documents;
  private int unloadable;

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
    Path file = contract != null ? contract : ContractFiles.beside(inputs);
    ContractMapper mapper = new ContractMapper(Contracts.read(file));
    Consumer<ExplainedDocument> sink = sink();
    new SampleDocuments(inputs, Surroundings.of(spec))
        .forEach(
            (document, context) -> {
              ExplainedDocument explained = explain(mapper, document, context);
              documents++;
              unloadable += explained.isLoadable() ? 0 : 1;
              sink.accept(explained);
            });
    if (out != null) {
      output()
          .println(
              ExplainedText.counted(documents, "document")
                  + ", "
                  + unloadable
                  + " rejected; written to "
                  + out);
    }
    return unloadable == 0 ? ExitCodes.ALL_LOADED : ExitCodes.SOME_FAILED;
  }

  private Consumer<ExplainedDocument> sink() {
    if (out != null) {
      return new ExplainedFiles(out)::write;
    }
    if (json) {
      return document ->
          output().println(new String(FleetJson.write(document.json()), StandardCharsets.UTF_8));
    }
    ExplainedText text = new ExplainedText(output());
    return document -> {
      if (documents > 1) {
        output().println();
      }
      text.print(document);
    };
  }

  private static ExplainedDocument explain(
      ContractMapper mapper, SourceDocument document, DocumentContext context) {
    if (document instanceof SourceDocument.Refused refused) {
      return ExplainedDocument.rejected(
          refused.recordId(), Failure.of(Stage.VALIDATION, refused.reason()));
    }
    return ExplainedDocument.of(
        document.recordId(), mapper.map(((SourceDocument.Read) document).bytes(), context));
  }

  private PrintWriter output() {
    return spec.commandLine().getOut();
  }
}
