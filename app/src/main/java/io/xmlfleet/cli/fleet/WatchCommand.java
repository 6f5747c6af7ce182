package io.xmlfleet.cli.fleet;

import io.xmlfleet.cli.base.CommandGroup;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.cli.base.LoadingCommand;
import io.xmlfleet.cli.option.KafkaOptions;
import io.xmlfleet.cli.terminal.EndSummary;
import io.xmlfleet.cli.terminal.JsonLines;
import io.xmlfleet.cli.terminal.LiveView;
import io.xmlfleet.cli.terminal.ProgressLines;
import io.xmlfleet.cli.terminal.ProgressView;
import io.xmlfleet.cli.terminal.TerminalSizeProbe;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.progress.FleetMembers;
import io.xmlfleet.progress.ProgressReader;
import io.xmlfleet.text.PlainText;
import io.xmlfleet.wiring.KafkaAccess;
import io.xmlfleet.wiring.ServerLocation;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code xmlfleet watch}. */
@Command(
    name = "watch",
    header = "Follow the progress of a run until it is complete.",
    description = {
      "Shows the progress of one run until every document has its outcome, then the result: on a",
      "terminal as a screen that is updated; otherwise as a line every few seconds. It only",
      "reads, so you may stop and start it at any time."
    },
    footer = {"", "Examples:", "  xmlfleet watch", "  xmlfleet watch 20261124-020812-x7k2 --json"})
@CommandGroup.Member(CommandGroup.FLEET)
public final class WatchCommand extends FleetCommand implements LoadingCommand {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Parameters(arity = "0..1", paramLabel = "RUN", description = "Run id (default: the newest run).")
  private @Nullable String run;

  @Option(names = "--once", description = "Show the latest report and exit.")
  private boolean once;

  @Option(names = "--json", description = "Print each report as a line of JSON.")
  private boolean json;

  @Override
  public Integer call() {
    try (KafkaAccess access = kafka.toRead();
        ProgressReader reader = ProgressReader.connect(access.settings(), kafka.topics())) {
      String chosen = choose(reader);
      // On a broker of our own nobody works, so there is nothing to wait for.
      boolean onlyLatest = once || access.location() == ServerLocation.OWN;
      Absence absence =
          new Absence(
              () -> FleetMembers.read(access.settings(), kafka.topics()),
              part -> advice(part, "--data", "--kafka", "--topic-prefix"),
              clock());
      ProgressReport last = follow(chosen, reader, onlyLatest, absence);
      return end(chosen, last);
    }
  }

  /** The reports come first: they are enough where a run has nothing else. */
  private String choose(ProgressReader reader) {
    Map<String, Instant> started = new HashMap<>();
    reader.latest().forEach(report -> started.put(report.run(), report.pace().startedAt()));
    if (run != null && started.containsKey(run)) {
      return run;
    }
    reader.events().forEach(event -> started.put(event.run(), event.startedAt()));
    if (run != null && !started.containsKey(run)) {
      throw new UsageException(
          "there is no run " + run + "; " + advice("runs", "--data", "--kafka") + " lists them");
    }
    return run != null
        ? run
        : started.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElseThrow(() -> new UsageException("there is no run yet"));
  }

  private @Nullable ProgressReport follow(
      String chosen, ProgressReader reader, boolean onlyLatest, Absence absence) {
    ProgressView view = view(chosen);
    ProgressReport[] latest = {null};
    String[] told = {""};
    try {
      reader.follow(
          chosen,
          report -> {
            latest[0] = report == null ? latest[0] : report;
            view.show(json ? report : latest[0], null);
            boolean finished = latest[0] != null && latest[0].finished();
            boolean more = !onlyLatest && !finished && !shutdown().asked();
            if (more) {
              told[0] = tell(view, absence.reason(latest[0]), told[0]);
            }
            return more;
          });
    } finally {
      view.end();
    }
    return latest[0];
  }

  private String tell(ProgressView view, String reason, String told) {
    if (view instanceof LiveView live) {
      live.alarm(reason);
    } else if (!reason.isEmpty() && !reason.equals(told)) {
      err().println(PlainText.oneLine(reason));
    }
    return reason;
  }

  private ProgressView view(String chosen) {
    if (json) {
      return new JsonLines(out());
    }
    if (!environment().terminal()) {
      return new ProgressLines(out(), clock());
    }
    return new LiveView(
        PlainText.oneLine(chosen),
        out(),
        environment().coloured() ? Ansi.ON : Ansi.OFF,
        TerminalSizeProbe.of(environment()),
        clock());
  }

  private int end(String chosen, @Nullable ProgressReport last) {
    if (!json) {
      out()
          .println(
              "Run "
                  + PlainText.oneLine(chosen)
                  + (last == null
                      ? " has no outcome yet."
                      : " " + last.state() + ": " + EndSummary.counts(last)));
    }
    return exitCode(last, once, shutdown().asked());
  }

  /**
   * What the process says at its end.
   *
   * @param last the newest report, if there was one
   * @param once whether nothing else was asked for
   * @param stopped whether somebody ended it
   */
  static int exitCode(@Nullable ProgressReport last, boolean once, boolean stopped) {
    if (last == null) {
      return stopped ? ExitCodes.INTERRUPTED : ExitCodes.ALL_LOADED;
    }
    if (!last.finished()) {
      return once ? ExitCodes.ALL_LOADED : ExitCodes.INTERRUPTED;
    }
    return last.counts().failed() == 0 ? ExitCodes.ALL_LOADED : ExitCodes.SOME_FAILED;
  }
}
