package io.xmlfleet.cli.contract;

import io.xmlfleet.cli.base.Environment;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.option.DatabaseOptions;
import io.xmlfleet.cli.option.DocumentOptions;
import io.xmlfleet.draft.ContractDraft;
import io.xmlfleet.draft.profile.DocumentProfile;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.FoundDocument;
import io.xmlfleet.source.document.SourceDocument;
import io.xmlfleet.text.Counted;
import io.xmlfleet.wiring.WorkbenchAccess;
import io.xmlfleet.workbench.Sample;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code xmlfleet contract edit}. */
@Command(
    name = "edit",
    header = "Write a contract beside its documents and rows, on a page.",
    description = {
      "Serves a page on 127.0.0.1 until it is stopped (Ctrl-C): the document, the contract and the rows",
      "that come of it, with the reason of every cell. Writes the one contract only, when you save,",
      "and keeps what it wrote over. Without a contract, it begins with a draft from the samples."
    },
    footer = {
      "",
      "Examples:",
      "  xmlfleet contract edit contract.yaml inbox",
      "  xmlfleet contract edit poms.yaml ~/.m2/repository --include '*.pom' --limit 200",
      "  xmlfleet contract edit samples/credit-applications"
    })
final class ContractEditCommand implements Callable<Integer> {
  private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DocumentOptions documents = new DocumentOptions();

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Parameters(
      paramLabel = "CONTRACT|INPUT",
      arity = "1..*",
      description =
          "First the contract, a *.yaml, *.yml or *.json that need not be there yet (default: the"
              + " contract.yaml of the only input folder, or one named as the draft); then sample"
              + " files, folders, quoted globs.")
  private List<String> named = new ArrayList<>();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port on 127.0.0.1; 0: any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "500",
      description =
          "Take the first N documents only: they are kept in memory (default: ${DEFAULT-VALUE}).")
  private int limit = 500;

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new UsageException("--limit takes a positive number");
    }
    boolean first = ENDINGS.stream().anyMatch(named.get(0).toLowerCase(Locale.ROOT)::endsWith);
    List<String> inputs = first ? named.subList(1, named.size()) : named;
    List<Sample> samples = samples(inputs);
    Path file = first ? Path.of(named.get(0)) : ContractFiles.beside(inputs).orElse(null);
    if (file != null && Files.exists(file)) {
      serve(file, "", samples);
    } else {
      ContractDraft draft = draft(samples);
      serve(file == null ? Path.of(draft.name() + ".yaml") : file, draft.text(), samples);
    }
    return ExitCodes.ALL_LOADED;
  }

  private void serve(Path contract, String draft, List<Sample> samples) {
    WorkbenchAccess.Request request =
        new WorkbenchAccess.Request(port, contract, draft, database.request());
    try (WorkbenchAccess workbench = WorkbenchAccess.serve(request, samples)) {
      PrintWriter out = spec.commandLine().getOut();
      out.println("Workbench: " + workbench.url());
      out.println(
          "  "
              + contract
              + (Files.exists(contract) ? "" : " (a draft, not written until you save it)")
              + ", "
              + Counted.of(samples.size(), "sample")
              + "; whoever has that address sees them. Ctrl-C ends it.");
      out.flush();
      Environment.of(spec).shutdown().await();
    }
  }

  private List<Sample> samples(List<String> inputs) {
    List<Sample> samples = new ArrayList<>();
    if (inputs.isEmpty()) {
      return samples;
    }
    try (DocumentSource source = documents.source(inputs, null, Environment.of(spec))) {
      while (source.hasNext() && samples.size() < limit) {
        FoundDocument found = source.find();
        samples.add(new Sample(found.read(), found.origin()));
      }
      if (source.hasNext()) {
        spec.commandLine()
            .getErr()
            .println("Only the first " + limit + " documents are taken; see --limit");
      }
    }
    return samples;
  }

  private ContractDraft draft(List<Sample> samples) {
    DocumentProfile profile = new DocumentProfile(Environment.of(spec).clock());
    for (Sample sample : samples) {
      if (sample.document() instanceof SourceDocument.Read read) {
        Failure unused = profile.add(read.bytes());
      }
    }
    if (profile.documents() == 0) {
      throw new UsageException(
          "there is no contract, and none can be drafted: name sample documents that can be read");
    }
    return profile.draft(null, null);
  }
}
