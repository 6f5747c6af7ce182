package io.xmlfleet.cli.inspect;

import io.xmlfleet.cli.base.CommandGroup;
import io.xmlfleet.cli.base.ConsoleText;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.cli.option.KafkaOptions;
import io.xmlfleet.cli.terminal.TextTable;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.progress.ProgressReader;
import io.xmlfleet.wiring.KafkaAccess;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code xmlfleet runs}. */
@Command(
    name = "runs",
    header = "List the runs and their progress, newest first.",
    description = "Lists the runs and the progress of each, newest first.",
    footer = {"", "Example:", "  xmlfleet runs --limit 5"})
@CommandGroup.Member(CommandGroup.INSPECT)
public final class RunsCommand extends FleetCommand {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "Largest number of lines; 0: all (default: ${DEFAULT-VALUE}).")
  private int limit = 20;

  /** What is known of one run; the report may be missing. */
  private record Known(
      String run, Instant startedAt, String state, String contract, List<String> counts) {}

  @Override
  public Integer call() {
    Map<String, Known> runs = new LinkedHashMap<>();
    try (KafkaAccess access = kafka.toRead();
        ProgressReader reader = ProgressReader.connect(access.settings(), kafka.topics())) {
      reader.events().forEach(event -> runs.put(event.run(), known(event)));
      reader.latest().forEach(report -> runs.put(report.run(), known(report)));
    }
    if (runs.isEmpty()) {
      out().println("No run yet.");
      return ExitCodes.ALL_LOADED;
    }
    print(new ArrayList<>(runs.values()));
    return ExitCodes.ALL_LOADED;
  }

  private void print(List<Known> runs) {
    TextTable table =
        TextTable.of(
            "run",
            "started",
            "state",
            "contract",
            "#total",
            "#loaded",
            "#already",
            "#failed",
            "#rec/min");
    runs.stream()
        .sorted(Comparator.comparing(Known::startedAt).reversed())
        .limit(limit > 0 ? limit : Long.MAX_VALUE)
        .forEach(
            known -> {
              List<String> row =
                  new ArrayList<>(
                      List.of(known.run, local(known.startedAt), known.state, known.contract));
              row.addAll(known.counts);
              table.row(row);
            });
    table.print(out(), "");
    if (limit > 0 && runs.size() > limit) {
      say("%,d more; --limit 0 shows all%n", runs.size() - limit);
    }
  }

  private static Known known(RunEvent event) {
    String total = event.total() == null ? "?" : ConsoleText.number(event.total());
    return new Known(
        event.run(),
        event.startedAt(),
        event.state().name(),
        event.contract() == null ? "" : event.contract(),
        List.of(total, "", "", "", ""));
  }

  private static Known known(ProgressReport report) {
    ProgressReport.Counts counts = report.counts();
    return new Known(
        report.run(),
        report.pace().startedAt(),
        report.state().name(),
        report.contract() == null ? "" : report.contract(),
        List.of(
            counts.total() == null ? "?" : ConsoleText.number(counts.total()),
            ConsoleText.number(counts.loaded()),
            ConsoleText.number(counts.alreadyLoaded()),
            ConsoleText.number(counts.failed()),
            String.format(Locale.ROOT, "%,.1f", report.pace().recordsPerMinute())));
  }

  private static String local(Instant time) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
        .format(time.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneId.systemDefault()));
  }
}
