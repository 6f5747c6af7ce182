package io.xmlfleet.cli.fleet;

import io.xmlfleet.cli.base.CommandGroup;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.cli.base.LoadingCommand;
import io.xmlfleet.cli.option.DatabaseOptions;
import io.xmlfleet.cli.option.InputOptions;
import io.xmlfleet.cli.option.KafkaOptions;
import io.xmlfleet.cli.option.MetricsOptions;
import io.xmlfleet.cli.option.SourceKind;
import io.xmlfleet.cli.option.TopicOptions;
import io.xmlfleet.contract.read.Gallery;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.process.Health;
import io.xmlfleet.progress.ProgressReader;
import io.xmlfleet.publish.PublishProgress;
import io.xmlfleet.publish.PublishSummary;
import io.xmlfleet.publish.WorkPublisher;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.topic.Priority;
import io.xmlfleet.wiring.ContractMemory;
import io.xmlfleet.wiring.Contracts;
import io.xmlfleet.wiring.DatabaseAccess;
import io.xmlfleet.wiring.KafkaAccess;
import io.xmlfleet.wiring.MetricsAccess;
import io.xmlfleet.wiring.ServerLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code xmlfleet produce}. */
@Command(
    name = "produce",
    header = "Send documents to the fleet as a run.",
    description = {
      "Reads documents and sends each as an item of a new run. The consumers load them; watch",
      "shows the progress. A document that is too large or cannot be read counts as failed, and",
      "the others are sent."
    },
    footer = {
      "",
      "Examples:",
      "  xmlfleet produce inbox --include '*.xml' --contract credit-applications",
      "  xmlfleet produce - --record-id order-17 --kafka broker1:9092 < order.xml",
      "  xmlfleet produce inbox --resume monday",
      "  xmlfleet produce today --priority high --contract loans",
      "  xmlfleet produce inbox --follow --contract loans",
      "  xmlfleet produce --from-topic partner.loans --source-kafka p:9092 --contract loans --follow",
      "  xmlfleet produce --from-table dbo.app_xml --key app_id --column xml --range 1..180000 --db …"
    })
@CommandGroup.Member(CommandGroup.FLEET)
public final class ProduceCommand extends FleetCommand implements LoadingCommand {
  @Mixin private InputOptions input = new InputOptions();

  @Mixin private TopicOptions topic = new TopicOptions();

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Mixin private MetricsOptions metricsOptions = new MetricsOptions();

  private volatile @Nullable PublishProgress progress;

  @Option(
      names = "--contract",
      paramLabel = "NAME|FILE",
      description =
          "Contract that maps the documents (default: the only contract of the consumers);"
              + " with NAME@VERSION, documents fail if the consumers have another version.")
  private @Nullable String contract;

  @Option(
      names = "--priority",
      paramLabel = "normal|high",
      defaultValue = "normal",
      description =
          "high: loaded before documents that wait already, which still get a part of the"
              + " time (default: ${DEFAULT-VALUE}).")
  private Priority priority = Priority.NORMAL;

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description =
          "Continue a run whose producer was killed or stopped: send the missing documents"
              + " of the same input.")
  private @Nullable String resumed;

  @Override
  public Integer call() {
    SourceKind kind = sensibleKind();
    PublishSummary summary;
    try (DocumentSource alone = kind.openAlone();
        DatabaseAccess fleet = kind.needsDatabase() ? database() : null;
        MetricsAccess metrics = metricsOptions.serve();
        KafkaAccess access = kafka.toJoin(metrics);
        WorkPublisher publisher =
            WorkPublisher.connect(
                access.settings(),
                kafka.topics(),
                input.publishing().withPriority(priority),
                clock())) {
      shutdown().whenAsked(publisher::cancel);
      metrics.sending(() -> progress);
      metrics.report(() -> Health.SENDING);
      RunEvent last = resumed == null ? null : event(resumed, access);
      String named = last == null ? contractName(access) : last.contract();
      SourceKind.Request request =
          input.request(
              access.settings(),
              kafka.topics(),
              fleet == null ? null : fleet.login(),
              contractOf(named));
      try (DocumentSource other = kind.openUnless(alone, request)) {
        DocumentSource source = InputOptions.either(alone, other);
        summary =
            last == null
                ? publish(named, access, publisher, source)
                : resume(last, access, publisher, source);
        InputOptions.tellLeftOut(source, out());
      }
    }
    double seconds = summary.elapsed().toMillis() / 1e3;
    out()
        .printf(
            Locale.ROOT,
            "%,d sent, %,d rejected; %.1f MB in %.1f s%n",
            summary.counts().sent(),
            summary.counts().rejected(),
            summary.counts().bytes() / 1e6,
            seconds);
    if (summary.end() == RunEvent.State.CANCELLED) {
      out()
          .println(
              kind.canBeResumed()
                  ? "Send the rest: the same command with --resume " + summary.run()
                  : "Send the rest: the same command again");
    }
    out()
        .println(
            "Watch it: " + advice("watch " + summary.run(), "--data", "--kafka", "--topic-prefix"));
    return exitCode(summary);
  }

  private DatabaseAccess database() {
    return database.toLook();
  }

  private SourceKind sensibleKind() {
    SourceKind kind = input.kind(topic);
    if (resumed != null && (contract != null || input.namesRun())) {
      throw new UsageException(
          "--resume goes on with a run as it was begun: leave out --contract and --run-id");
    }
    if (resumed != null && (input.follows() || !kind.canBeResumed())) {
      throw new UsageException(
          "what is followed, or read from a topic, goes on as another run: leave out --resume");
    }
    for (String option : List.of("--db", "--db-user", "--db-password-file", "--db-wait")) {
      if (!kind.needsDatabase() && given(option)) {
        throw new UsageException(
            option + " needs --from-table: only a table is read from a database");
      }
    }
    return kind;
  }

  private RunEvent event(String run, KafkaAccess access) {
    try (ProgressReader reader = ProgressReader.connect(access.settings(), kafka.topics())) {
      return reader
          .event(run)
          .orElseThrow(
              () ->
                  new UsageException(
                      "there is no run "
                          + run
                          + "; xmlfleet runs lists them. If its producer ended before it could"
                          + " announce it, nothing was sent: start it anew"));
    }
  }

  private PublishSummary publish(
      @Nullable String named, KafkaAccess access, WorkPublisher publisher, DocumentSource source) {
    String run = input.runId(access.settings(), kafka.topics());
    return publisher.publish(run, named, source, now -> sending(run, now));
  }

  /** Who sees the id of a run can resume it, from that moment on. */
  private void sending(String run, PublishProgress now) {
    if (progress == null) {
      out().println("Run " + run);
      out().flush();
    }
    progress = now;
  }

  private PublishSummary resume(
      RunEvent last, KafkaAccess access, WorkPublisher publisher, DocumentSource source) {
    out().println("Run " + last.run() + ", resumed");
    return publisher.resume(access.settings(), last, source, now -> progress = now);
  }

  /** The name alone, as the ledger has it. */
  private static @Nullable String contractOf(@Nullable String named) {
    return named == null ? null : named.replaceFirst("@.*", "");
  }

  /**
   * A file is read for the name inside it, and remembered for who works in the same data folder.
   */
  private @Nullable String contractName(KafkaAccess access) {
    if (contract == null
        || (!Gallery.isMeant(contract) && !Files.isRegularFile(Path.of(contract)))) {
      return contract;
    }
    Path file = Path.of(contract);
    String named = Contracts.read(file).name();
    if (access.location() != ServerLocation.NAMED) {
      new ContractMemory(data()).remember(named, file);
    }
    return named;
  }

  private static int exitCode(PublishSummary summary) {
    return switch (summary.end()) {
      case SEALED ->
          summary.counts().rejected() == 0 ? ExitCodes.ALL_LOADED : ExitCodes.SOME_FAILED;
      case STARTED, CANCELLED -> ExitCodes.INTERRUPTED;
    };
  }
}
