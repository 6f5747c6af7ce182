package io.xmlfleet.cli.option;

import io.xmlfleet.cli.base.Environment;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.progress.ProgressReader;
import io.xmlfleet.publish.PublishSettings;
import io.xmlfleet.publish.RunIds;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.Following;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.wiring.DatabaseAccess;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** What is to be loaded, and under which names. */
@Command(optionListHeading = "%nInput:%n")
public final class InputOptions implements SourceKind {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec mixee = CommandSpec.create();

  @Mixin private TableOptions table = new TableOptions();

  @Mixin private DocumentOptions documents = new DocumentOptions();

  @Parameters(paramLabel = "INPUT", arity = "0..*", description = DocumentOptions.INPUTS)
  private List<String> inputs = new ArrayList<>();

  @Option(
      names = "--follow",
      description =
          "Also load files that are added or changed later, until you stop the command"
              + " (Ctrl-C, SIGTERM); then the run is complete.")
  private boolean follow;

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description = "Name of the run (default: made from the time).")
  private @Nullable String run;

  public List<String> inputs() {
    return List.copyOf(inputs);
  }

  /**
   * The kind of source that is asked for: of these, or another one that the command has.
   *
   * @throws UsageException if none is, or several are, or an option does not go with it
   */
  public SourceKind kind(SourceKind... others) {
    List<SourceKind> kinds = new ArrayList<>(List.of(this, table));
    kinds.addAll(List.of(others));
    List<SourceKind> asked = kinds.stream().filter(SourceKind::asked).toList();
    if (asked.isEmpty()) {
      throw new UsageException(
          "nothing to read: name a file, a folder, a glob, - for stdin, or --from-table");
    }
    if (asked.size() > 1) {
      throw new UsageException(
          "name either "
              + asked.stream().map(SourceKind::option).collect(Collectors.joining(" or ")));
    }
    SourceKind kind = asked.get(0);
    ParseResult given = mixee.commandLine().getParseResult();
    for (SourceKind other : kinds) {
      for (String option : other.options()) {
        if (other != kind && given.hasMatchedOption(option)) {
          throw new UsageException(other.misplaced(option, kind));
        }
      }
    }
    kind.check(follow);
    return kind;
  }

  @Override
  public String option() {
    return "inputs";
  }

  @Override
  public boolean asked() {
    return !inputs.isEmpty();
  }

  @Override
  public List<String> options() {
    return DocumentOptions.OF_FILES;
  }

  @Override
  public String misplaced(String option, SourceKind asked) {
    return option + " is for files, not for " + asked.option();
  }

  @Override
  public DocumentSource openAlone() {
    return source();
  }

  @Override
  public DocumentSource open(Request request) {
    return source();
  }

  /** What a source is opened with. */
  public Request request(
      KafkaSettings kafka,
      TopicNames topics,
      DatabaseAccess.@Nullable Login database,
      @Nullable String contract) {
    return new Request(kafka, topics, database, contract, maxDocumentBytes(), following());
  }

  /** How long to go on; null: to the end of what there is. */
  private @Nullable Following following() {
    return follow ? Environment.of(mixee).shutdown()::await : null;
  }

  /** The one that there is. */
  public static DocumentSource either(
      @Nullable DocumentSource files, @Nullable DocumentSource other) {
    return Objects.requireNonNull(files == null ? other : files);
  }

  /** At the end: what was passed over, if anything was. */
  public static void tellLeftOut(DocumentSource source, PrintWriter out) {
    if (source.leftOut() > 0) {
      out.println(
          source.leftOut()
              + " links were left out: those to folders (name the folders), and those to files that"
              + " were read where they are");
    }
  }

  /**
   * Opens the inputs.
   *
   * @throws UsageException if one does not exist or matches nothing
   */
  public DocumentSource source() {
    return documents.source(inputs, following(), Environment.of(mixee));
  }

  public PublishSettings publishing() {
    return PublishSettings.standard().withMaxDocumentBytes(maxDocumentBytes());
  }

  /**
   * The run's id, as asked for or a new one.
   *
   * @throws UsageException if it is not usable, or a run has it: items of two runs would be one
   */
  public String runId(KafkaSettings kafka, TopicNames topics) {
    if (run == null) {
      return RunIds.generate(Environment.of(mixee).clock(), new SecureRandom());
    }
    String wanted = RunIds.require(run);
    try (ProgressReader reader = ProgressReader.connect(kafka, topics)) {
      if (reader.event(wanted).isPresent()) {
        throw new UsageException("there is a run " + wanted + " already; choose another --run-id");
      }
    }
    return wanted;
  }

  public boolean follows() {
    return follow;
  }

  public boolean namesRun() {
    return run != null;
  }

  private int maxDocumentBytes() {
    return documents.maxDocumentBytes();
  }
}
