package io.xmlfleet.peers;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.failure.XmlfleetException;
import io.xmlfleet.generate.Profile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code java -jar peers.jar}. */
@Command(
    name = "peers",
    header = "Load the same documents by xmlfleet and by what others would use, in turn.",
    description = {
      "Each trial has a new embedded broker with all documents on it and a new H2 server with",
      "empty tables. The clock runs from the contender's start until every document is in the",
      "tables or dead-lettered. Lost, doubled and wrongly dead-lettered documents are counted in",
      "the tables and in the dead-letters topic."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class PeersCommand implements Callable<Integer> {
  static final List<Contender> CONTENDERS =
      List.of(
          XmlfleetContender.fromTopic(),
          XmlfleetContender.fromFiles(),
          SpringKafkaContender.asItsReferenceHasIt(),
          SpringKafkaContender.withLedgerAndOutcomes(),
          new ParallelConsumerContender(),
          new SpringBatchContender(),
          new DebeziumContender());
  private static final int PRODUCTION_BATCH = 100;
  private static final int SMALL_BATCH = 500;
  private static final int WRONG_USAGE = 2;
  private static final int FAILED = 3;

  @Option(names = "--documents", paramLabel = "N", defaultValue = "2000", description = DEFAULT)
  private long documents;

  @Option(names = "--rounds", paramLabel = "R", defaultValue = "5", description = DEFAULT)
  private int rounds;

  @Option(
      names = "--warm-ups",
      paramLabel = "R",
      defaultValue = "1",
      description = "Rounds of the first arm that do not count (default: ${DEFAULT-VALUE}).")
  private int warmUps;

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      defaultValue = "production",
      description = "production or small (default: ${DEFAULT-VALUE}).")
  private Profile profile = Profile.PRODUCTION;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = DEFAULT)
  private long seed;

  @Option(
      names = "--arms",
      paramLabel = "ARM",
      split = ",",
      defaultValue = "clean,poison,outage",
      description = "Default: ${DEFAULT-VALUE}.")
  private List<Arm> arms = new ArrayList<>();

  @Option(
      names = "--peers",
      paramLabel = "NAME",
      split = ",",
      description = "Only these; xmlfleet is one of them. Without it: all.")
  private List<String> peers = new ArrayList<>();

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "Of each contender (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description =
          "Documents that a peer puts into one transaction (default: 100, of small ones 500).")
  private @Nullable Integer batch;

  @Option(
      names = "--outage",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long the database is away (default: ${DEFAULT-VALUE}).")
  private long outage;

  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "Who is not done by then did not finish (default: ${DEFAULT-VALUE}).")
  private long limit;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      defaultValue = "${sys:java.io.tmpdir}",
      description = "Where corpus, broker and database are put; deleted at the end.")
  private Path data = Path.of("");

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON.")
  private @Nullable Path json;

  private static final String DEFAULT = "Default: ${DEFAULT-VALUE}.";

  public static void main(String[] arguments) {
    CommandLine command =
        new CommandLine(new PeersCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(PeersCommand::explain);
    System.exit(command.execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PeersPlan plan =
        new PeersPlan(
            profile,
            documents,
            seed,
            rounds,
            warmUps,
            threads,
            batch == null ? (profile == Profile.SMALL ? SMALL_BATCH : PRODUCTION_BATCH) : batch,
            arms,
            Duration.ofSeconds(outage),
            Duration.ofSeconds(limit));
    Comparison comparison =
        new Comparison(
            plan,
            chosen(),
            line -> {
              out.println(line);
              out.flush();
            });
    PeersReport report = new PeersReport(plan, comparison.measure(data), Instant.now());
    report.print(out);
    write(report.json());
    return 0;
  }

  private List<Contender> chosen() {
    List<String> known = CONTENDERS.stream().map(Contender::name).toList();
    List<String> unknown = peers.stream().filter(name -> !known.contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw new UsageException(
          "no peer is called " + unknown + "; there are " + String.join(", ", known));
    }
    return CONTENDERS.stream()
        .filter(contender -> peers.isEmpty() || peers.contains(contender.name()))
        .collect(Collectors.toList());
  }

  private void write(byte[] content) {
    if (json == null) {
      return;
    }
    try {
      Files.write(json, content);
    } catch (IOException e) {
      throw new UsageException("cannot write " + json + ": " + e.getMessage(), e);
    }
  }

  private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (failure instanceof XmlfleetException) {
      command.getErr().println(failure.getMessage());
      return failure instanceof UsageException ? WRONG_USAGE : FAILED;
    }
    throw failure;
  }
}
