package io.xmlfleet.cli.fleet;

import io.xmlfleet.cli.base.CommandGroup;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.cli.base.LoadingCommand;
import io.xmlfleet.cli.contract.ContractFiles;
import io.xmlfleet.cli.contract.DraftedContract;
import io.xmlfleet.cli.option.DatabaseOptions;
import io.xmlfleet.cli.option.HttpOptions;
import io.xmlfleet.cli.option.InputOptions;
import io.xmlfleet.cli.option.KafkaOptions;
import io.xmlfleet.cli.option.MetricsOptions;
import io.xmlfleet.cli.option.SourceKind;
import io.xmlfleet.cli.option.WorkOptions;
import io.xmlfleet.cli.terminal.EndSummary;
import io.xmlfleet.cli.terminal.ProgressView;
import io.xmlfleet.database.Dialects;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.process.Opening;
import io.xmlfleet.process.StepTimes;
import io.xmlfleet.progress.ProgressReader;
import io.xmlfleet.publish.PublishProgress;
import io.xmlfleet.publish.PublishSummary;
import io.xmlfleet.publish.WorkPublisher;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.text.PlainText;
import io.xmlfleet.wiring.ConsumerPlan;
import io.xmlfleet.wiring.ContractMemory;
import io.xmlfleet.wiring.Contracts;
import io.xmlfleet.wiring.DashboardAccess;
import io.xmlfleet.wiring.DatabaseAccess;
import io.xmlfleet.wiring.KafkaAccess;
import io.xmlfleet.wiring.LocalFleet;
import io.xmlfleet.wiring.MetricsAccess;
import io.xmlfleet.wiring.PublishTask;
import io.xmlfleet.wiring.ServerLocation;
import io.xmlfleet.wiring.SharedFleet;
import io.xmlfleet.worker.WorkerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code xmlfleet run}. */
@Command(
    name = "run",
    header = "Load documents into a database, with all parts in this process.",
    description = {
      "Loads documents into a database: sends them as a run, loads them with workers of this",
      "process, shows progress, and ends when every document has its outcome. Its broker and",
      "database are in the data folder and stay there; with --kafka and --db it uses your servers",
      "instead. Documents that are loaded already are not loaded again. Its workers load",
      "everything that is sent to their topics. So it does not start if consumers work on these",
      "topics already: send documents to them with produce. Without a contract, all documents are",
      "read once at first, and a contract is drafted that fits them all."
    },
    footer = {
      "",
      "Examples:",
      "  xmlfleet run samples/credit-applications",
      "  xmlfleet run any-folder-of-xml",
      "  xmlfleet run ~/.m2/repository --include '**/*.pom' --contract samples/maven-poms/contract.yaml",
      "  xmlfleet run inbox --contract c.yaml --kafka k:9092 --db 'jdbc:sqlserver://s;databaseName=d'",
      "  xmlfleet run inbox --follow --contract c.yaml",
      "  xmlfleet run --from-table dbo.app_xml --key app_id --column xml --contract c.yaml --db …"
    })
@CommandGroup.Member(CommandGroup.FLEET)
public final class RunCommand extends FleetCommand implements LoadingCommand {
  /** Of a followed folder; well within what a stop may take. */
  private static final Duration LAST_OUTCOMES = Duration.ofSeconds(20);

  private static final Duration LOOK = Duration.ofSeconds(1);

  @Mixin private InputOptions input = new InputOptions();

  @Mixin private WorkOptions work = new WorkOptions();

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Mixin private HttpOptions http = new HttpOptions();

  @Mixin private MetricsOptions metricsOptions = new MetricsOptions();

  @Option(
      names = "--contract",
      paramLabel = "FILE|FOLDER",
      split = ",",
      description =
          "The contract that maps the documents, or gallery:NAME of contract list (default:"
              + " contract.yaml, .yml or .json in the only input folder; otherwise a contract is"
              + " drafted from the documents and kept in --data). If there are several, each"
              + " document uses the one whose root element and requirements it meets.")
  private List<Path> contracts = new ArrayList<>();

  @Option(
      names = "--create-tables",
      description =
          "Create missing tables (the embedded database does so always, other databases"
              + " only with this option).")
  private boolean createTables;

  @Option(
      names = "--copy-documents",
      description =
          "Send every document through the broker. Without this option, and with the broker"
              + " of this process, files of 16 KiB or more stay where they are until a worker"
              + " reads them: do not change or delete them before the end.")
  private boolean copyDocuments;

  @Option(
      names = "--keep-open",
      description =
          "Keep the page of --http after the run, until Ctrl-C (the default on a terminal"
              + " if documents failed; if none failed, the page stays there while somebody looks"
              + " at it).")
  private boolean keepOpen;

  private volatile @Nullable PublishTask underWay;

  @Override
  public Integer call() {
    if (keepOpen && !http.asked()) {
      throw new UsageException("--keep-open needs --http: there is no page to keep");
    }
    http.check();
    SourceKind kind = input.kind();
    WorkerSettings workers = work.workers(kafka.topics()); // a mistyped number waits for no draft
    try (DocumentSource alone = kind.openAlone()) { // what is not there starts nothing
      sayWhatStarts();
      kafka.warmUp();
      List<Path> files = contractFiles(kind);
      Contracts plans = Contracts.readAll(files);
      StepTimes.done("contract read");
      return load(kind, files, plans, workers, alone);
    }
  }

  private int load(
      SourceKind kind,
      List<Path> files,
      Contracts plans,
      WorkerSettings workers,
      @Nullable DocumentSource alone) {
    try (MetricsAccess metrics = metricsOptions.serve();
        Opening<DatabaseAccess> opening =
            Opening.begin("opening", database::toWork, DatabaseAccess::close);
        KafkaAccess broker = kafka.toWork(metrics)) {
      StepTimes.done("broker ready");
      SharedFleet.requireUnused(
          broker, kafka.topics(), workers, plans, environment().shutdown(), out()::println);
      DatabaseAccess target = opening.get();
      StepTimes.done("database open");
      if (alone == null) { // it may read topics
        broker.awaitTopics();
      }
      int code = load(kind, files, plans, alone, metrics, broker, target);
      StepTimes.done("aggregator stopped");
      opening.closeBeside(); // while the broker stops
      return code;
    }
  }

  private int load(
      SourceKind kind,
      List<Path> files,
      Contracts plans,
      @Nullable DocumentSource alone,
      MetricsAccess metrics,
      KafkaAccess broker,
      DatabaseAccess target) {
    try (DocumentSource other =
            kind.openUnless(
                alone,
                input.request(broker.settings(), kafka.topics(), target.login(), plans.only()));
        LocalFleet fleet =
            LocalFleet.start(
                consuming(files, broker, target, metrics),
                target,
                broker,
                kafka.topics(),
                clock());
        @Nullable DashboardAccess dashboard =
            http.serve(broker, kafka.topics(), data(), fleet::health)) {
      if (broker.location() != ServerLocation.NAMED) {
        new ContractMemory(data()).remember(files);
      }
      http.announce(dashboard);
      metrics.show(fleet);
      metrics.sending(this::progress);
      metrics.report(fleet::health);
      StepTimes.done("workers started");
      int code = load(plans, InputOptions.either(alone, other), broker, target, fleet);
      StepTimes.done("outcomes told");
      if (dashboard != null) {
        keep(dashboard, fleet, code);
      }
      return code;
    }
  }

  /** The workers go on meanwhile: what is replayed from the page is loaded. */
  private void keep(DashboardAccess dashboard, LocalFleet fleet, int code) {
    boolean terminal = environment().terminal();
    if (!shutdown().asked() && staysOpen(keepOpen, terminal, code, dashboard.isWatched())) {
      out().println("The page stays open; Ctrl-C ends it: " + dashboard.url());
      out().flush();
      while (!shutdown().await(LOOK)
          && staysOpen(keepOpen, terminal, code, dashboard.isWatched())) {
        fleet.requireRunning();
      }
    }
    out().println("To see the page again:");
    out()
        .println(
            "  "
                + advice(
                    DashboardCommand.NAME,
                    "--http",
                    "--http-host",
                    "--http-token-file",
                    "--data",
                    "--kafka",
                    "--topic-prefix"));
  }

  /**
   * Whether the page of a run that is over is still served.
   *
   * @param asked whether the user wants it until Ctrl-C
   * @param terminal whether there is somebody who can press it
   * @param code how the run ended
   * @param watched whether somebody has it open
   */
  static boolean staysOpen(boolean asked, boolean terminal, int code, boolean watched) {
    return asked || (terminal && (code == ExitCodes.SOME_FAILED || watched));
  }

  /** At once: what follows takes seconds. */
  private void sayWhatStarts() {
    if (!kafka.named() || !database.named()) {
      String servers =
          kafka.named() ? "database" : database.named() ? "broker" : "broker and database";
      err().println(PlainText.oneLine("Starting " + servers + " in " + data() + " …"));
    }
  }

  private List<Path> contractFiles(SourceKind kind) {
    if (!contracts.isEmpty()) {
      return ContractFiles.all(contracts);
    }
    if (kind.needsDatabase()) {
      throw new UsageException("no contract: name the one of the table with --contract FILE");
    }
    Optional<Path> beside = ContractFiles.beside(input.inputs());
    if (beside.isEmpty() && input.follows()) {
      throw new UsageException(
          "no contract: name one with --contract FILE; files that have yet to come give none");
    }
    return List.of(beside.orElseGet(() -> DraftedContract.of(input, data(), this)));
  }

  private ConsumerPlan consuming(
      List<Path> files, KafkaAccess broker, DatabaseAccess target, MetricsAccess metrics) {
    WorkerSettings workers = work.workers(kafka.topics());
    Contracts loaded =
        broker.location() == ServerLocation.NAMED
            ? Contracts.readAll(files)
            : new ContractMemory(data()).with(files, broker.waitingFor(workers, kafka.topics()));
    return work.plan(loaded, target.care(createTables), workers, broker, metrics);
  }

  private int load(
      Contracts plans,
      DocumentSource source,
      KafkaAccess broker,
      DatabaseAccess target,
      LocalFleet fleet) {
    String run = input.runId(broker.settings(), kafka.topics());
    out()
        .println(
            PlainText.oneLine(
                "Run %s: %s by contract %s"
                    .formatted(run, source.description(), String.join(" or ", plans.names()))));
    ProgressReport report;
    PublishSummary sent;
    try (ProgressReader reader = ProgressReader.connect(broker.settings(), kafka.topics());
        PublishTask publishing =
            PublishTask.start(
                WorkPublisher.connect(
                    broker.settings(),
                    kafka.topics(),
                    input.publishing().withFileKey(copyDocuments ? null : broker.fileKeyToSend()),
                    clock()),
                run,
                plans.only(),
                source)) {
      shutdown().whenAsked(publishing::cancel);
      underWay = publishing;
      report = follow(run, reader, publishing, fleet);
      sent = publishing.summary();
    }
    if (report == null || !report.finished() || sent.end() != RunEvent.State.SEALED) {
      return stopped(report);
    }
    new EndSummary(out(), report).print(sent.counts().bytes());
    InputOptions.tellLeftOut(source, out());
    advise(plans, report, target);
    return report.counts().failed() == 0 ? ExitCodes.ALL_LOADED : ExitCodes.SOME_FAILED;
  }

  private @Nullable PublishProgress progress() {
    PublishTask publishing = underWay;
    return publishing == null ? null : publishing.progress();
  }

  private @Nullable ProgressReport follow(
      String run, ProgressReader reader, PublishTask publishing, LocalFleet fleet) {
    ProgressView view = ProgressView.of(this);
    ProgressReport[] latest = {null};
    @Nullable Deadline[] end = {null};
    try {
      reader.follow(
          run,
          report -> {
            latest[0] = report == null ? latest[0] : report;
            view.show(latest[0], publishing.progress());
            if (publishing.done()) {
              publishing.summary(); // a failure ends the run here
            }
            fleet.requireRunning();
            boolean finished = latest[0] != null && latest[0].finished();
            return !(publishing.done() && (finished || waitsNoMore(end)));
          });
    } finally {
      view.end();
    }
    return latest[0];
  }

  /**
   * Whether somebody who asked to stop has waited for the outcomes long enough. Who stops following
   * a folder wants to know how it ended.
   *
   * @param end of the wait; set by the first call
   */
  private boolean waitsNoMore(@Nullable Deadline[] end) {
    if (end[0] == null) {
      end[0] = Deadline.after(input.follows() ? LAST_OUTCOMES : Duration.ZERO, clock());
    }
    return shutdown().asked() && end[0].remaining().isZero();
  }

  private int stopped(@Nullable ProgressReport report) {
    if (report != null) {
      out().println("Stopped: " + EndSummary.counts(report) + " so far.");
    }
    out()
        .println(
            "What is loaded stays loaded; the same command again loads the rest, and none twice.");
    return ExitCodes.INTERRUPTED;
  }

  private void advise(Contracts plans, ProgressReport report, DatabaseAccess target) {
    String where =
        target.location() == ServerLocation.NAMED
            ? "the database that --db names"
            : data() + " (embedded H2)";
    out().println("The rows are in " + where + ". To look at them:");
    String query = Dialects.forUrl(target.login().url()).firstRows(plans.firstTable(), 10);
    out()
        .println(
            "  "
                + advice(
                    "db \"" + query.replace("\"", "\\\"") + "\"", "--data", "--db", "--db-user"));
    if (report.counts().failed() > 0) {
      String run = " --run " + report.run();
      String[] servers = {"--data", "--kafka", "--topic-prefix"};
      out().println("What failed, and why; then, with the cause fixed, once more:");
      out().println("  " + advice("dead-letters list" + run, servers));
      out()
          .println(
              "  "
                  + advice(
                      "replay" + run, "--data", "--kafka", "--topic-prefix", "--db", "--db-user"));
    }
  }
}
