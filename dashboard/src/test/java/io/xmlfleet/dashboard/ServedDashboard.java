package io.xmlfleet.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Stage;
import io.xmlfleet.http.AccessRules;
import io.xmlfleet.http.AccessToken;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.settings.Secret;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A dashboard with reports and letters of the test's own, and calls of its API over HTTP. */
abstract class ServedDashboard {
  static final String TOKEN = "a-token-of-this-test";
  static final AccessRules ACCESS =
      AccessRules.of(new AccessToken(null, Secret.of(TOKEN)), "ann@host");

  final FakeProgressSource progress = new FakeProgressSource();
  final FakeDeadLetterService letterService = new FakeDeadLetterService();
  final FakeFleetService fleet = new FakeFleetService();
  final HttpClient client = HttpClient.newHttpClient();
  HealthStatus health = new HealthStatus(true, true, "ready: of a test");
  Dashboard dashboard;

  @BeforeEach
  void start() {
    letterService.add(
        "a", 1, Stage.MAPPING, "amount is not a number", "/Loan/Amount/@value → loan.amount");
    letterService.add("a", 2, Stage.PARSING, "not well-formed", "line 2, column 3");
    letterService.add("b", 1, Stage.PARSING, "not well-formed", "line 1, column 1");
    dashboard = start(0);
  }

  Dashboard start(int port) {
    return Dashboard.start(
        new DashboardSettings("127.0.0.1", port, ACCESS, null, "xmlfleet {command} --kafka k:9092"),
        sources(),
        Clock.systemUTC());
  }

  Dashboard.Sources sources() {
    return new Dashboard.Sources(progress, letterService, fleet, () -> health);
  }

  @AfterEach
  void stop() {
    dashboard.close();
  }

  void awaitRun(String run) throws Exception {
    try (Subscription first = dashboard.subscribe(run)) {
      assertThat(first.await(Duration.ofSeconds(10))).isNotNull();
    }
  }

  static String nextReport(BufferedReader reader) throws Exception {
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.startsWith("data: ")) {
        return line;
      }
    }
    throw new AssertionError("the stream ended");
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(dashboard.url() + path));
  }

  HttpRequest.Builder post(String action, String body) {
    return request("api/" + action)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  static HttpRequest.Builder withToken(HttpRequest.Builder request) {
    return request.header("Authorization", "Bearer " + TOKEN);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  Map<?, ?> json(String path) throws Exception {
    HttpResponse<String> reply = get(path);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return FleetJson.read(reply.body().getBytes(StandardCharsets.UTF_8), Map.class);
  }

  List<Object> runs(String path) throws Exception {
    List<Object> runs = new ArrayList<>();
    byte[] body = get(path).body().getBytes(StandardCharsets.UTF_8);
    for (Object report : FleetJson.read(body, List.class)) {
      runs.add(((Map<?, ?>) report).get("run"));
    }
    return runs;
  }

  static List<Object> items(Map<?, ?> page) {
    List<Object> items = new ArrayList<>();
    ((List<?>) page.get("letters")).forEach(letter -> items.add(((Map<?, ?>) letter).get("item")));
    return items;
  }

  Socket socket() throws Exception {
    return new Socket(InetAddress.getLoopbackAddress(), URI.create(dashboard.url()).getPort());
  }
}
