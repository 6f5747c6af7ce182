package io.xmlfleet.cli;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.progress.ProgressReader;
import io.xmlfleet.wiring.KafkaAccess;
import io.xmlfleet.wiring.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code xmlfleet watch}. */
@Command(
    name = "watch",
    header = "Follow the progress of a run until it is complete.",
    description = {
      "Shows the aggregator's reports of one run until every document has its outcome, then the end",
      "summary. It only looks: it may be stopped and started at any time, as often as you like."
    },
    footer = {"", "Examples:", "  xmlfleet watch", "  xmlfleet watch 20261124-020812-x7k2 --json"})
final class WatchCommand extends FleetCommand implements LoadingCommand {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Parameters(arity = "0..1", paramLabel = "RUN", description = "Run id (default: the newest run).")
  private @Nullable String run;

  @Option(names = "--once", description = "Show the latest report and leave.")
  private boolean once;

  @Option(names = "--json", description = "Print each report as a line of JSON.")
  private boolean json;

  @Override
  public Integer call() {
    try (KafkaAccess access =
            KafkaAccess.toLook(kafka.request(name()), general().data(), surroundings().clock())
                .withTopics(kafka.topics());
        ProgressReader reader = ProgressReader.connect(access.settings(), kafka.topics())) {
      String chosen = choose(reader);
      // On a broker of our own nobody works, so there is nothing to wait for.
      ProgressReport last = follow(chosen, reader, once || access.origin() == Origin.OWN);
      return end(chosen, last);
    }
  }

  private String choose(ProgressReader reader) {
    if (run != null) {
      String wanted = run;
      if (reader.event(wanted).isEmpty()
          && reader.latest().stream().noneMatch(report -> report.run().equals(wanted))) {
        throw new UsageException(
            "there is no run "
                + wanted
                + "; "
                + advice("runs", "--data", "--kafka")
                + " lists them");
      }
      return wanted;
    }
    return reader.events().stream()
        .max(Comparator.comparing(RunEvent::startedAt))
        .map(RunEvent::run)
        .orElseThrow(() -> new UsageException("there is no run yet"));
  }

  private @Nullable ProgressReport follow(
      String chosen, ProgressReader reader, boolean onlyLatest) {
    ProgressView view = json ? new JsonView() : ProgressView.of(this);
    ProgressReport[] latest = {null};
    try {
      reader.follow(
          chosen,
          report -> {
            latest[0] = report == null ? latest[0] : report;
            view.show(json ? report : latest[0], null);
            boolean finished = latest[0] != null && latest[0].finished();
            return !onlyLatest && !finished && !surroundings().shutdown().asked();
          });
    } finally {
      view.end();
    }
    return latest[0];
  }

  private int end(String chosen, @Nullable ProgressReport last) {
    if (last == null) {
      out().println("Run " + chosen + " has no outcome yet.");
      return ExitCodes.ALL_LOADED;
    }
    if (!json) {
      out().println("Run " + chosen + " " + last.state() + ": " + EndSummary.counts(last));
    }
    if (!last.finished()) {
      return once ? ExitCodes.ALL_LOADED : ExitCodes.INTERRUPTED;
    }
    return last.counts().failed() == 0 ? ExitCodes.ALL_LOADED : ExitCodes.SOME_FAILED;
  }

  /** Reports as they come, for programs. */
  private final class JsonView implements ProgressView {
    @Override
    public void show(
        @Nullable ProgressReport report, io.xmlfleet.publish.@Nullable PublishProgress sending) {
      if (report != null) {
        out().println(new String(FleetJson.write(report), StandardCharsets.UTF_8));
        out().flush();
      }
    }

    @Override
    public void end() {
      out().flush();
    }
  }
}
