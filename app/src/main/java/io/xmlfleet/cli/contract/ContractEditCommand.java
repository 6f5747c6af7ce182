package io.xmlfleet.cli.contract;

import io.xmlfleet.cli.base.Environment;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.option.DatabaseOptions;
import io.xmlfleet.cli.option.DocumentOptions;
import io.xmlfleet.contract.read.Gallery;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.source.Sources;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.text.Counted;
import io.xmlfleet.wiring.WorkbenchAccess;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
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
      "  xmlfleet contract edit samples/credit-applications",
      "  xmlfleet contract edit gallery:ubl-invoice invoices"
    })
final class ContractEditCommand implements Callable<Integer> {
  private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");
  private static final Set<String> OF_THE_PAGE = Set.of("--port", "--limit");

  /** What Java starts. */
  private static final String PROGRAM = "io.xmlfleet.cli.Main";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DocumentOptions documents = new DocumentOptions();

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Parameters(
      paramLabel = "CONTRACT|INPUT",
      arity = "1..*",
      description =
          "First the contract, a *.yaml, *.yml or *.json that need not be there yet, or gallery:NAME"
              + " for a copy of that one (default: the contract.yaml of the only input folder, or"
              + " one named as the draft); then sample files, folders, quoted globs.")
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

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      defaultValue = "xmlfleet-data",
      description =
          "Data folder of the broker and the database with which the page's Run loads the samples"
              + " (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("xmlfleet-data");

  /** What is edited: a file, and what its text is at first if it is not there; null: a draft. */
  private record Edited(Path file, @Nullable String text) {}

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new UsageException("--limit takes a positive number");
    }
    String first = named.get(0);
    boolean isContract =
        Gallery.isMeant(first)
            || ENDINGS.stream().anyMatch(first.toLowerCase(Locale.ROOT)::endsWith);
    List<String> inputs = isContract ? named.subList(1, named.size()) : named;
    Optional<Path> beside = isContract ? Optional.empty() : ContractFiles.beside(inputs);
    try (@Nullable DocumentSource source =
        inputs.isEmpty() ? null : documents.source(inputs, null, environment())) {
      EditedSamples samples =
          new EditedSamples(source, limit, environment().clock(), spec.commandLine().getErr());
      if (!isContract && beside.isEmpty()) {
        EditedSamples.Drafted drafted = samples.drafted();
        serve(Path.of(drafted.name() + ".yaml"), inputs, drafted.material());
      } else {
        Edited edited = isContract ? edited(first) : new Edited(beside.get(), null);
        String text = edited.text();
        boolean isDraft = text == null && !Files.exists(edited.file());
        serve(
            edited.file(),
            inputs,
            isDraft ? samples.withDraft() : samples.with(text == null ? "" : text));
      }
    }
    return ExitCodes.ALL_LOADED;
  }

  /** A contract of the gallery is copied into this folder, when it is saved. */
  private static Edited edited(String first) {
    if (!Gallery.isMeant(first)) {
      return new Edited(Path.of(first), null);
    }
    String text = Gallery.text(first);
    Path copy = Path.of(first.substring(Gallery.PREFIX.length()) + ".yaml");
    if (Files.exists(copy)) {
      throw new UsageException(
          copy
              + " is there already, where the copy of "
              + first
              + " would be saved: edit that one, or start in another folder");
    }
    return new Edited(copy, text);
  }

  private Environment environment() {
    return Environment.of(spec);
  }

  private void serve(Path contract, List<String> inputs, EditedSamples.Material material) {
    WorkbenchAccess.Request request =
        new WorkbenchAccess.Request(
            port, contract, material.documents(), database.request(), trial(contract, inputs));
    boolean isThere = Files.exists(contract);
    try (WorkbenchAccess workbench = WorkbenchAccess.serve(request)) {
      PrintWriter out = spec.commandLine().getOut();
      if (!isThere) {
        int unused = workbench.samples(); // there may be nothing to draft from
      }
      out.println("Workbench: " + workbench.url());
      out.flush();
      out.println(
          "  "
              + contract
              + (isThere
                  ? ""
                  : Gallery.isMeant(named.get(0))
                      ? " (a copy of " + named.get(0) + ", not written until you save it)"
                      : " (a draft, not written until you save it)")
              + ", "
              + Counted.of(workbench.samples(), "sample")
              + "; whoever has that address sees them. Ctrl-C ends it.");
      out.flush();
      environment().shutdown().await();
    }
  }

  /** The same samples, by a command of its own; null: they cannot be read once more. */
  private WorkbenchAccess.@Nullable Trial trial(Path contract, List<String> inputs) {
    if (inputs.isEmpty() || inputs.contains(Sources.STANDARD_INPUT)) {
      return null;
    }
    List<String> arguments = new ArrayList<>();
    arguments.add("run");
    arguments.addAll(inputs);
    arguments.add("--contract");
    arguments.add(contract.toString());
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (!OF_THE_PAGE.contains(option.longestName())) {
        arguments.add(option.longestName());
        arguments.add(String.join(",", option.originalStringValues()));
      }
    }
    String line =
        arguments.stream().map(ContractEditCommand::quoted).collect(Collectors.joining(" "));
    return new WorkbenchAccess.Trial(
        environment().program() + " " + Secret.masked(line),
        PROGRAM,
        arguments,
        environment().variables(),
        data);
  }

  private static String quoted(String argument) {
    return argument.matches("[A-Za-z0-9_./:,=@%+-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
