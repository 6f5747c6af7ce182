package io.xmlfleet.cli.inspect;

import io.xmlfleet.cli.base.CommandGroup;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.cli.option.KafkaOptions;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.FileProblem;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.letter.DeadLetterFilter;
import io.xmlfleet.letter.DeadLetterReader;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.progress.ProgressReader;
import io.xmlfleet.progress.Timeline;
import io.xmlfleet.report.RunReport;
import io.xmlfleet.settings.OwnerOnly;
import io.xmlfleet.wiring.KafkaAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code xmlfleet report}. */
@Command(
    name = "report",
    header = "Write a report about a run, as an HTML page and as JSON.",
    description = {
      "Writes RUN.html, one file without further parts (what happened, in one sentence; figures,",
      "compared with the run before; speed, failures, rows, workers), and RUN.json with",
      "records_per_minute, parallel_efficiency, worker_count, total_processing_time, success_rate",
      "and counts. Neither contains values of documents."
    },
    footer = {"", "Example:", "  xmlfleet report --run monday --to reports"})
@CommandGroup.Member(CommandGroup.INSPECT)
public final class ReportCommand extends FleetCommand {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(names = "--run", paramLabel = "RUN", required = true, description = "Run id.")
  private String run = "";

  @Option(
      names = "--to",
      paramLabel = "FOLDER",
      description = "Where the files are written (default: the working folder).")
  private @Nullable Path folder;

  @Override
  public Integer call() {
    RunReport found;
    try (KafkaAccess access = kafka.toRead()) {
      found = collect(access.settings());
    }
    write(found.report().run() + ".html", found.html().getBytes(StandardCharsets.UTF_8));
    write(found.report().run() + ".json", FleetJson.write(found.figures()));
    return ExitCodes.ALL_LOADED;
  }

  private RunReport collect(KafkaSettings settings) {
    List<ProgressReport> reports = reports(settings);
    ProgressReport report =
        reports.stream()
            .filter(each -> each.run().equals(run))
            .findFirst()
            .orElseThrow(
                () ->
                    new UsageException(
                        "there is no report of a run " + run + "; xmlfleet runs lists them"));
    try (DeadLetterReader letters = DeadLetterReader.connect(settings, kafka.topics())) {
      return new RunReport(
          report,
          Timeline.read(settings, kafka.topics(), run, report.pace().startedAt()),
          letters.list(DeadLetterFilter.all().ofRun(run)),
          before(report, reports));
    }
  }

  private List<ProgressReport> reports(KafkaSettings settings) {
    try (ProgressReader reader = ProgressReader.connect(settings, kafka.topics())) {
      return reader.latest();
    }
  }

  /** The last run of the same contract that was over when this one began; null: there is none. */
  private static @Nullable ProgressReport before(
      ProgressReport report, List<ProgressReport> reports) {
    Instant began = report.pace().startedAt();
    return reports.stream()
        .filter(each -> each.contract() != null && each.contract().equals(report.contract()))
        .filter(each -> !each.run().equals(report.run()) && each.finished())
        .filter(each -> each.pace().startedAt().isBefore(began))
        .max(Comparator.comparing(each -> each.pace().startedAt()))
        .orElse(null);
  }

  private void write(String name, byte[] content) {
    Path file = folder == null ? Path.of(name) : folder.resolve(name);
    try {
      if (folder != null) {
        OwnerOnly.folder(folder);
      }
      OwnerOnly.write(file, content);
    } catch (IOException e) {
      throw new InfrastructureException(FileProblem.writing(file.toString(), e), e);
    }
    out().println("Wrote " + file);
  }
}
