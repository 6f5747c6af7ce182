package io.xmlfleet.cli.contract;

import io.xmlfleet.cli.base.Environment;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.option.SelectionOptions;
import io.xmlfleet.draft.ContractDraft;
import io.xmlfleet.draft.schema.XmlSchema;
import io.xmlfleet.failure.FileProblem;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.source.Sources;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.SourceOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code xmlfleet contract init}. */
@Command(
    name = "init",
    header = "Draft a contract from sample documents or from an XML Schema.",
    description = {
      "Writes a contract for documents like the samples: a table for the document and one for",
      "every element that repeats, and columns with types and lengths that fit. A comment after",
      "each column says why. Edit the draft as you need. Comments contain counts and lengths,",
      "never a value of a document."
    },
    footer = {
      "",
      "Examples:",
      "  xmlfleet contract init inbox -o contract.yaml",
      "  xmlfleet contract init ~/.m2/repository --include '*.pom' --name poms > poms.yaml",
      "  xmlfleet contract init dblp.xml.gz --split '/dblp/*' --limit 10000",
      "  xmlfleet contract init order.xsd --root Order",
      "  xmlfleet contract init xsd/maindoc/Invoice.xsd --schema-folder xsd"
    })
final class ContractInitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "INPUT",
      arity = "1..*",
      description =
          "Sample files, folders, patterns of names in quotes, - for standard input; or one"
              + " .xsd.")
  private List<String> inputs = new ArrayList<>();

  @Mixin private SelectionOptions selection = new SelectionOptions();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Read the first N documents only (default: all).")
  private @Nullable Long limit;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the contract (default: made from the name of the root element).")
  private @Nullable String contractName;

  @Option(
      names = "--root",
      paramLabel = "ELEMENT",
      description = "The root element, if the documents or the schema have several (default: all).")
  private @Nullable String root;

  @Option(
      names = "--schema-folder",
      paramLabel = "FOLDER",
      description =
          "With an .xsd: folder in which include and import may read files (default: the"
              + " schema's folder).")
  private @Nullable Path schemaFolder;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "File to write to (default: standard output).")
  private @Nullable Path out;

  @Option(names = "--force", description = "Overwrite FILE.")
  private boolean force;

  @Override
  public Integer call() {
    Path file = out;
    if (file != null && Files.isDirectory(file)) {
      throw new UsageException(file + " is a folder: name a file in it");
    }
    if (file != null && Files.exists(file) && !force) {
      throw new UsageException(file + " exists already; overwrite it with --force");
    }
    if (contractName != null && contractName.isBlank()) {
      throw new UsageException("--name is blank");
    }
    if (limit != null && limit < 1) {
      throw new UsageException("--limit takes a positive number");
    }
    ContractDraft draft = draft();
    if (file == null) {
      PrintWriter writer = spec.commandLine().getOut();
      writer.print(draft.text());
      writer.flush();
    } else {
      write(file, draft.text());
      err().println("Wrote " + file + "; now: contract check " + file);
    }
    return ExitCodes.ALL_LOADED;
  }

  private ContractDraft draft() {
    List<String> schemas = inputs.stream().filter(ContractInitCommand::isSchema).toList();
    if (schemas.isEmpty()) {
      if (schemaFolder != null) {
        throw new UsageException("--schema-folder is for an XML Schema, not for sample documents");
      }
      return fromSamples();
    }
    if (inputs.size() > 1) {
      throw new UsageException("a schema stands alone: one .xsd, or sample documents");
    }
    if (!selection.split().isEmpty() || limit != null) {
      throw new UsageException("--split and --limit are for sample documents, not for a schema");
    }
    XmlSchema schema =
        XmlSchema.read(Path.of(schemas.get(0)), schemaFolder, Environment.of(spec).clock());
    schema.remarks().forEach(err()::println);
    ContractDraft draft = schema.draft(root, contractName);
    err().println("Read " + schemas.get(0) + ": " + DraftedContract.tables(draft));
    return draft;
  }

  private static boolean isSchema(String input) {
    return input.toLowerCase(Locale.ROOT).endsWith(".xsd");
  }

  private ContractDraft fromSamples() {
    SourceOptions options =
        SourceOptions.of(selection.include(), selection.exclude()).withSplit(selection.split());
    try (DocumentSource source =
        Sources.of(inputs, options, Environment.of(spec).standardInput())) {
      long most = limit == null ? Long.MAX_VALUE : limit;
      DraftSamples samples = DraftSamples.read(source, most, err(), Environment.of(spec).clock());
      ContractDraft draft = samples.profile().draft(root, contractName);
      err().println("Read " + samples.counts() + ": " + DraftedContract.tables(draft));
      return draft;
    }
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new InfrastructureException(FileProblem.writing(file.toString(), e), e);
    }
  }
}
