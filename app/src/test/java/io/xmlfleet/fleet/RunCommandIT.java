package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.xmlfleet.cli.CommandLineCall;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.embedded.EmbeddedBroker;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.letter.DeadLetterFilter;
import io.xmlfleet.message.LetterAction;
import io.xmlfleet.process.Shutdown;
import io.xmlfleet.replay.Pacer;
import io.xmlfleet.replay.ReplayRequest;
import io.xmlfleet.replay.Replayer;
import io.xmlfleet.topic.TopicNames;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The newcomer's way through the sample: everything in one process, over one data folder. */
class RunCommandIT {
  private static final Path SAMPLE =
      Path.of("..", "samples", "credit-applications").toAbsolutePath().normalize();
  private static final String SAMPLE_CONTRACT = SAMPLE.resolve("contract.yaml").toString();

  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  private static final AttributeKey<Long> SEQUENCE = AttributeKey.longKey("xmlfleet.sequence");
  private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("xmlfleet.attempt");
  private static final Pattern RUN = Pattern.compile("Run (\\S+): ");

  @TempDir Path folder;
  private CommandLineSession session;
  private Path contract;

  @BeforeEach
  void copyContract() throws IOException {
    session = new CommandLineSession(folder.resolve("data"));
    contract = folder.resolve("contract.yaml");
    Files.copy(SAMPLE.resolve("contract.yaml"), contract);
  }

  @Test
  void loadsTheSampleOnceAndReplaysWhatIsRepaired() throws IOException {
    CommandLineCall first = load();
    assertThat(first.exitCode()).as(first.toString()).isEqualTo(1);
    assertThat(first.out())
        .contains("194 loaded, 0 already loaded, 6 failed")
        .containsPattern("VALIDATION +1\n")
        .containsPattern("PARSING +1\n")
        .containsPattern("MAPPING +2\n")
        .containsPattern("INSERTION +2\n")
        .containsPattern("application +194\n")
        .containsPattern("Progress: 200/200 \\(100.0%\\) - Rate: ");
    String rows = rows();

    CommandLineCall second = load();
    assertThat(second.exitCode()).as(second.toString()).isEqualTo(1);
    assertThat(second.out()).contains("0 loaded, 194 already loaded, 6 failed");
    assertThat(rows()).isEqualTo(rows);

    String run = runOf(first);
    assertThat(session.run("dead-letters", "list", "--run", run, "--stage", "MAPPING").out())
        .contains(run + "/84", run + "/117", "2 open dead letters");
    assertThat(session.run("replay", "--run", run, "--stage", "MAPPING", "--dry-run").out())
        .contains("2 documents would be replayed");

    repairContract();
    CommandLineCall replay = session.run("replay", "--run", run, "--stage", "MAPPING");
    assertThat(replay.exitCode()).as(replay.toString()).isEqualTo(1);
    assertThat(replay.out())
        .contains("1 loaded, 1 failed again", run + "/117")
        .contains("now: 195 loaded, 0 already loaded, 5 failed");
    assertThat(count("application")).isEqualTo("195");
    assertThat(traceOf(117))
        .as("attempt, span, status; in one trace")
        .containsExactlyInAnyOrder(
            "1 xmlfleet send UNSET",
            "1 xmlfleet process ERROR",
            "2 xmlfleet replay UNSET",
            "2 xmlfleet process ERROR");

    CommandLineCall again = session.run("replay", "--run", run, "--stage", "MAPPING");
    assertThat(again.out()).contains("0 loaded, 1 failed again");
    assertThat(count("application")).isEqualTo("195");
    assertThat(session.run("watch", run))
        .returns(1, CommandLineCall::exitCode)
        .satisfies(
            watched ->
                assertThat(watched.out()).contains("195 loaded, 0 already loaded, 5 failed"));
    assertThat(session.run("runs").out()).containsPattern(run + " .* 200 +195 +0 +5 ");
  }

  /** What the trace says in which this item of the first run was sent. */
  private static List<String> traceOf(long sequence) {
    List<SpanData> spans = TELEMETRY.getSpans();
    String trace =
        spans.stream()
            .filter(span -> span.getName().equals("xmlfleet send"))
            .filter(span -> Objects.equals(span.getAttributes().get(SEQUENCE), sequence))
            .findFirst()
            .orElseThrow()
            .getTraceId();
    return spans.stream()
        .filter(span -> span.getTraceId().equals(trace) && span.getAttributes().size() > 0)
        .map(
            span ->
                span.getAttributes().get(ATTEMPT)
                    + " "
                    + span.getName()
                    + " "
                    + span.getStatus().getStatusCode())
        .toList();
  }

  /** A replay that is killed leaves documents on the work topic, and nobody else works here. */
  @Test
  void loadsWhatAReplayThatWasKilledHadSent() throws IOException {
    String run = runOf(load());
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("data").resolve("broker"), 0);
        Replayer killed =
            Replayer.connect(
                new KafkaSettings(broker.bootstrapServers()),
                TopicNames.standard(),
                Clock.systemUTC())) {
      ReplayRequest mapping =
          ReplayRequest.of(DeadLetterFilter.all().atStages(Set.of(Stage.MAPPING)));
      killed.replay(
          killed.plan(mapping),
          LetterAction.of(LetterAction.Kind.REPLAYED, "id", "ann@host", Instant.EPOCH, ""),
          new Pacer(null, limit -> false, Clock.systemUTC()),
          count -> {});
    }
    repairContract();

    CommandLineCall replay = session.run("replay", "--run", run, "--stage", "MAPPING");
    assertThat(replay.exitCode()).as(replay.toString()).isEqualTo(1);
    assertThat(replay.out())
        .contains("2 are replayed already and under way (ann@host, ")
        .contains("0 documents replayed", "1 loaded, 1 failed again")
        .contains("now: 195 loaded, 0 already loaded, 5 failed");
  }

  @Test
  void aHalfWrittenFileIsNoFailureOnceAllOfItIsLoaded() throws Exception {
    Path inbox = Files.createDirectory(folder.resolve("inbox"));
    Path whole = SAMPLE.resolve("documents").resolve("application-000001.xml");
    Files.writeString(inbox.resolve("a.xml"), Files.readString(whole).substring(0, 300));
    try (FleetProcess run =
        FleetProcess.start(
            folder,
            "run",
            "run",
            inbox.toString(),
            "--follow",
            "--run-id=slow",
            "--contract=" + SAMPLE_CONTRACT)) {
      run.await("(Success: 0, Failed: 1)");
      Files.copy(whole, inbox.resolve("a.xml"), StandardCopyOption.REPLACE_EXISTING);
      run.await("(Success: 2, Failed: 0)");

      assertThat(run.terminate()).as(run.output()).isZero();
      assertThat(run.output()).contains("1 loaded, 1 already loaded, 0 failed");
    }
    assertThat(session.run("dead-letters", "list").out()).contains("No open dead letters");
    assertThat(session.run("reconcile", "--run=slow").exitCode()).isZero();
  }

  @Test
  void saysWhatIsWrongBeforeAnythingStarts() throws IOException {
    Files.writeString(contract, "xmlfleet: 1\ncontract: broken\nroot: A\ntabels: []\n");

    CommandLineCall result = load();

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("contract.yaml:4:1", "tables");
    assertThat(folder.resolve("data").resolve("broker")).doesNotExist();
    CommandLineCall missing = session.run("run", "no-such-folder", "--contract", SAMPLE_CONTRACT);
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err()).contains("no-such-folder");
    assertThat(folder.resolve("data").resolve("broker")).doesNotExist();
  }

  @Test
  void keepsThePageShowsItAgainAndRefusesARunIdThatIsTaken() throws Exception {
    String one = SAMPLE.resolve("documents").resolve("application-000001.xml").toString();
    String[] run = {"run", one, "--contract=" + contract, "--run-id=mine"};
    String[] kept =
        Stream.concat(Stream.of(run), Stream.of("--http=0", "--keep-open")).toArray(String[]::new);
    try (FleetProcess process = FleetProcess.start(folder, "run", kept)) {
      String url = process.await("The page stays open; Ctrl-C ends it: (\\S+)");
      assertThat(page(url + "api/runs")).contains("\"mine\"");
      assertThat(process.terminate()).as(process.output()).isZero();
      assertThat(process.output()).endsWith("see the page again:\n  xmlfleet dashboard --http 0\n");
    }
    try (FleetProcess process = FleetProcess.start(folder, "page", "dashboard", "--http=0")) {
      String url = process.await("Dashboard: (\\S+)");
      Deadline soon = Deadline.after(Duration.ofSeconds(20), Clock.systemUTC());
      while (!page(url + "api/runs").contains("\"mine\"") && !soon.remaining().isZero()) {
        new Shutdown().await(Duration.ofMillis(100));
      }
      assertThat(page(url + "api/runs")).contains("\"mine\"");
      assertThat(process.terminate()).as(process.output()).isZero();
    }

    CommandLineCall again = session.run(run);

    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("there is a run mine already");
  }

  private static String page(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  void refusesWhatIsTooLargeAndGoesOn() throws IOException {
    Path documents = Files.createDirectories(folder.resolve("documents"));
    Files.copy(
        SAMPLE.resolve("documents").resolve("application-000001.xml"), documents.resolve("1.xml"));
    Files.writeString(
        documents.resolve("2.xml"), "<Application>" + " ".repeat(2_000_000) + "</Application>");

    CommandLineCall result =
        session.run(
            "run", documents.toString(), "--contract", contract.toString(), "--max-document", "1");

    assertThat(result.exitCode()).as(result.toString()).isEqualTo(1);
    assertThat(result.out()).contains("1 loaded, 0 already loaded, 1 failed");
    assertThat(session.run("dead-letters", "list").out())
        .contains("2.xml")
        .contains("limit of 1,048,576 bytes");
  }

  private CommandLineCall load() {
    return session.run("run", SAMPLE.toString(), "--contract", contract.toString());
  }

  private void repairContract() throws IOException {
    String text = Files.readString(contract);
    assertThat(text).contains("# WITHDRAWN: 4");
    Files.writeString(contract, text.replace("# WITHDRAWN: 4", "WITHDRAWN: 4"));
  }

  /** All counts of all tables. */
  private String rows() {
    StringBuilder counts = new StringBuilder();
    for (String table :
        new String[] {"application", "contact", "address", "score", "note", "xmlfleet_ledger"}) {
      counts.append(count(table)).append(' ');
    }
    return counts.toString();
  }

  private String count(String table) {
    CommandLineCall result = session.run("db", "--csv", "select count(*) as n from " + table);
    assertThat(result.exitCode()).as(result.toString()).isZero();
    return result.out().lines().skip(1).findFirst().orElseThrow();
  }

  private static String runOf(CommandLineCall result) {
    Matcher run = RUN.matcher(result.out());
    assertThat(run.find()).isTrue();
    return run.group(1);
  }
}
