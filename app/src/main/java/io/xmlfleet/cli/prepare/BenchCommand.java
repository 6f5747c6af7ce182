package io.xmlfleet.cli.prepare;

import io.xmlfleet.bench.Bench;
import io.xmlfleet.bench.BenchPlan;
import io.xmlfleet.bench.BenchReport;
import io.xmlfleet.bench.BenchTarget;
import io.xmlfleet.bench.Figures;
import io.xmlfleet.bench.ThroughputChart;
import io.xmlfleet.cli.base.CommandGroup;
import io.xmlfleet.cli.base.DurationConverter;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.cli.option.DatabaseOptions;
import io.xmlfleet.cli.option.KafkaOptions;
import io.xmlfleet.cli.terminal.TextTable;
import io.xmlfleet.failure.FileProblem;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.generate.Profile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code xmlfleet bench}. */
@Command(
    name = "bench",
    header = "Measure the speed of the whole fleet, in this process.",
    description = {
      "Measures the speed of loading. It writes documents into the data folder and loads them",
      "several times: in each round with each number of workers, each time with a new broker and",
      "a new database, all in this process. Between the rounds, the XML parser alone reads the",
      "same documents and all their attributes on all processors: this is the upper limit of any",
      "speed. Everything is deleted at the end. The start of broker, database and workers is not",
      "measured.",
      "",
      "With --kafka or --db those servers are measured: topics of their own are created and",
      "deleted, and the contract's tables and the ledger, which must not exist before, are",
      "created and dropped for each run."
    },
    footer = {
      "",
      "Examples:",
      "  xmlfleet bench",
      "  xmlfleet bench --workers 1,2,4 --profile small --documents 50000 --rounds 5",
      "  xmlfleet bench --workers 1,2 --documents 4000 --json bench.json --svg bench.svg",
      "  xmlfleet bench --kafka broker:9092 --db 'jdbc:sqlserver://host;databaseName=empty' \\",
      "    --db-user loader --db-password-file secret"
    })
@CommandGroup.Member(CommandGroup.PREPARE)
public final class BenchCommand extends FleetCommand {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Option(
      names = "--workers",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,2",
      description = "Numbers of workers to compare (default: ${DEFAULT-VALUE}).")
  private List<Integer> workers = new ArrayList<>();

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      defaultValue = "production",
      description = "production or small, see generate (default: ${DEFAULT-VALUE}).")
  private Profile profile = Profile.PRODUCTION;

  @Option(
      names = "--documents",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Number of documents (default: ${DEFAULT-VALUE}).")
  private long documents = 2_000;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Largest number of documents in one transaction (default: ${DEFAULT-VALUE}).")
  private int batch = 1000;

  @Option(
      names = "--db-latency",
      paramLabel = "TIME",
      defaultValue = "0ms",
      converter = DurationConverter.class,
      description = {
        "Wait before each round trip to the database, as in 5ms. The database is then in memory,",
        "behind a port that waits. This shows how more workers help if the database is far away."
      })
  private Duration databaseLatency = Duration.ZERO;

  @Option(
      names = "--warm-ups",
      paramLabel = "N",
      defaultValue = "8",
      description =
          "Number of runs before the first round that are not measured, while Java compiles"
              + " (default: ${DEFAULT-VALUE}).")
  private int warmUps = 8;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Number of measurements of each; the result is the median (default:"
              + " ${DEFAULT-VALUE}).")
  private int rounds = 5;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Another seed, other documents (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON.")
  private @Nullable Path json;

  @Option(names = "--svg", paramLabel = "FILE", description = "Draw the figures.")
  private @Nullable Path svg;

  @Override
  public Integer call() {
    BenchPlan plan =
        new BenchPlan(profile, documents, seed, batch, target(), workers, warmUps, rounds);
    Bench bench = new Bench(plan, clock(), shutdown(), this::say);
    Optional<BenchReport> measured = measure(bench);
    if (measured.isEmpty()) {
      say("Stopped: nothing is written, and the corpus is deleted.");
      return ExitCodes.INTERRUPTED;
    }
    BenchReport report = measured.get();
    print(report);
    write(json, report.json());
    write(svg, new ThroughputChart(report).svg().getBytes(StandardCharsets.UTF_8));
    return ExitCodes.ALL_LOADED;
  }

  private BenchTarget target() {
    return new BenchTarget(
        kafka.request(), kafka.topics().prefix(), database.request(), databaseLatency);
  }

  private Optional<BenchReport> measure(Bench bench) {
    try {
      return bench.measure(data().path());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfrastructureException("interrupted while measuring", e);
    }
  }

  private void say(String line) {
    out().println(line);
    out().flush();
  }

  private void print(BenchReport report) {
    out().println();
    TextTable table =
        TextTable.of(
            "#workers", "#throughput (rec/min)", "#min", "#max", "#speedup", "#efficiency");
    for (BenchReport.Run run : report.runs()) {
      Figures rate = run.perMinute();
      table.row(
          run.workers(),
          number("%,.0f", rate.median()),
          number("%,.0f", rate.min()),
          number("%,.0f", rate.max()),
          number("%.2f", report.speedup(run)),
          number("%.0f %%", 100 * report.efficiency(run)));
    }
    table.print(out(), "");
    Figures bare = report.bare();
    out().println();
    say(
        "The parser alone, %d threads: %,.0f documents/s (%,.0f to %,.0f).%n",
        report.bareThreads(), bare.median(), bare.min(), bare.max());
    say("The best of the fleet is %.3f of that.%n", report.ratioToBareAalto());
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static void write(@Nullable Path file, byte[] content) {
    if (file == null) {
      return;
    }
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw new UsageException(FileProblem.writing(file.toString(), e), e);
    }
  }
}
