package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Deadline;
import io.xmlfleet.testing.ComposeFile;
import io.xmlfleet.testing.ComposeFile.Service;
import io.xmlfleet.testing.DeploymentFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The fleet of docker-compose.yml without Docker: its commands and variables, with the addresses of
 * local servers and the paths of this machine in the place of those inside containers.
 */
class ComposedFleetIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final ComposeFile compose = compose();
  @TempDir Path folder;
  private FleetProcess broker;
  FleetProcess database;
  private Map<String, String> here;

  ComposeFile compose() {
    return ComposeFile.standard();
  }

  @BeforeEach
  void startServers() throws Exception {
    broker = FleetProcess.start(folder, "broker", "broker", "--port", "0");
    Path password = Files.writeString(folder.resolve("db-password"), "\n"); // nobody has one
    here = new TreeMap<>(startDatabase());
    here.put("XMLFLEET_KAFKA", broker.await("Broker ready: (\\S+)"));
    here.put("XMLFLEET_DB_PASSWORD_FILE", password.toString());
  }

  /** Starts it, and says how to log in. */
  Map<String, String> startDatabase() throws Exception {
    database = FleetProcess.start(folder, "database", "database", "--port", "0");
    return Map.of("XMLFLEET_DB", database.await("Database ready: (\\S+)"));
  }

  @AfterEach
  void stopServers() {
    broker.close();
    database.close();
  }

  @Test
  void loadsTheSampleAndDrainsWhenItIsStopped() throws Exception {
    Service consumer = compose.service("consumer");
    try (FleetProcess topics = start("topics", compose.service("topics"))) {
      assertThat(topics.exitCode()).as(topics.output()).isZero();
    }
    try (FleetProcess aggregator = start("aggregator", compose.service("aggregator"));
        FleetProcess first = start("first", consumer);
        FleetProcess second = start("second", consumer)) {
      awaitHealth("first", "ready: 4 of 4 workers work");
      awaitHealth("second", "ready: 4 of 4 workers work");
      awaitHealth("aggregator", "ready: is active");
      String dashboard = aggregator.await("Dashboard: http://0\\.0\\.0\\.0:(\\d+)/");
      assertThat(statusOf("http://127.0.0.1:" + dashboard + "/api/runs")).isEqualTo(200);
      for (String server : List.of("first", "second", "aggregator")) {
        assertThat(asked(compose.service("consumer"), server)).isZero();
      }

      Service producing = compose.service("producer");
      try (FleetProcess producer = start("producer", producing);
          FleetProcess watcher = start("watcher", watching(producing, producer))) {
        assertThat(producer.exitCode()).as(producer.output()).isZero();
        assertThat(watcher.exitCode()).as(watcher.output()).isEqualTo(1);
        assertThat(watcher.output()).contains("194 loaded, 0 already loaded, 6 failed");
      }
      assertThat(health("producer")).as("that of a one-off command").doesNotExist();
      MetricNames served = new MetricNames();
      for (FleetProcess server : List.of(first, second, aggregator)) {
        String port = server.await("Metrics: http://0\\.0\\.0\\.0:(\\d+)/metrics");
        String url = "http://127.0.0.1:" + port;
        served.add(bodyOf(url + "/metrics"));
        assertThat(bodyOf(url + "/health/ready")).startsWith("UP: ready");
      }
      served.requireWhatIsDeployedAndDocumented();

      assertThat(first.terminate()).as(first.output()).isZero();
      assertThat(first.output()).contains("Stopping: finishing the batches in hand");
      assertThat(health("first")).doesNotExist();
      assertThat(asked(consumer, "first")).isNotZero();
      assertThat(asked(consumer, "second")).isZero();

      assertThat(second.terminate()).isZero();
      assertThat(aggregator.terminate()).isZero();
      assertThat(health("aggregator")).doesNotExist();
    }
  }

  static Service watching(Service producing, FleetProcess producer) throws Exception {
    return new Service(
        "watcher",
        List.of("watch", producer.await("Run (\\S+)")),
        producing.environment(),
        producing.settings());
  }

  final FleetProcess start(String name, Service service) throws IOException {
    Map<String, String> environment = new TreeMap<>(DeploymentFiles.imageEnvironment());
    environment.putAll(service.environment());
    environment.replaceAll((variable, value) -> here.getOrDefault(variable, onThisMachine(value)));
    environment.put("XMLFLEET_DATA", folder.resolve(name + "-data").toString());
    environment.put("XMLFLEET_HEALTH_FILE", health(name).toString());
    String[] command =
        service.command().stream().map(ComposedFleetIT::onThisMachine).toArray(String[]::new);
    return FleetProcess.start(folder, environment, name, command);
  }

  /** What docker-compose.yml mounts is beside it; a port may be taken here. */
  private static String onThisMachine(String word) {
    if (word.equals("8080") || word.equals("9464")) {
      return "0";
    }
    return word.startsWith("/samples/") ? DeploymentFiles.ROOT + word : word;
  }

  private static int statusOf(String url) throws Exception {
    return get(url).statusCode();
  }

  private static String bodyOf(String url) throws Exception {
    return get(url).body();
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  private Path health(String name) {
    return folder.resolve(name + ".health");
  }

  final void awaitHealth(String name, String line) throws Exception {
    Deadline deadline = Deadline.after(PATIENCE, Clock.systemUTC());
    Path file = health(name);
    while (!deadline.expired()) {
      if (Files.exists(file) && Files.readString(file).equals(line + "\n")) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError(
        name
            + " is not "
            + line
            + (Files.exists(file) ? " but " + Files.readString(file) : "")
            + Files.readString(folder.resolve(name + ".out")));
  }

  /** What the service's own health check says of a process. */
  private int asked(Service service, String name) throws Exception {
    List<String> test =
        DeploymentFiles.texts(DeploymentFiles.map(service.settings(), "healthcheck").get("test"));
    ProcessBuilder builder =
        new ProcessBuilder(
            "sh", DeploymentFiles.ROOT.resolve("docker-healthcheck").toString(), test.get(2));
    builder.environment().put("XMLFLEET_HEALTH_FILE", health(name).toString());
    Process check = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    assertThat(check.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return check.exitValue();
  }
}
