package io.xmlfleet.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.http.HandlerType;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.http.Role;
import io.xmlfleet.http.Route;
import io.xmlfleet.message.WorkerStatus;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server and its page; probes; the fleet. */
class DashboardTest extends ServedDashboard {
  /** They tell nothing of runs. */
  private static final Set<String> OPEN = Set.of("/api/session", "/api/openapi.json");

  @ParameterizedTest
  @CsvSource({
    "evil.example, 421",
    "evil.example:80, 421",
    "127.0.0.1.evil.example, 421",
    "192.168.0.7, 421",
    "localhost, 200",
    "LOCALHOST:1, 200",
    "[::1]:8080, 200",
    "127.0.0.1, 200"
  })
  void servesUnderItsOwnNamesOnly(String host, int status) throws Exception {
    assertThat(raw("GET /api/runs HTTP/1.1\r\nHost: " + host)).startsWith("HTTP/1.1 " + status);
    assertThat(raw("GET / HTTP/1.1\r\nHost: " + host)).startsWith("HTTP/1.1 " + status);
    assertThat(raw("GET /health/live HTTP/1.1\r\nHost: " + host)).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "app.js", "api/runs", "api/none", "health/live"})
  void tellsBrowsersToTrustNothingElse(String path) throws Exception {
    HttpResponse<String> reply = get(path);

    assertThat(reply.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(reply.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(reply.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(reply.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(reply.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(reply.headers().firstValue("Server")).isEmpty();
  }

  @Test
  void servesAPageWithoutAnythingInlineOrFromElsewhere() throws Exception {
    HttpResponse<String> page = get("");

    assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
    assertThat(page.body())
        .doesNotContain("://", "<style", "style=", "onclick")
        .doesNotContainPattern("<script[^>]*>[^<]");
    for (Route route : dashboard.routes()) {
      if (route.path().endsWith(".js")) {
        String script = get(route.path().substring(1)).body();
        assertThat(script)
            .as(route.path())
            .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(");
        assertThat(script.replace("http://www.w3.org/2000/svg", "")).doesNotContain("://");
      }
    }
  }

  @Test
  void describesEveryRouteAndNoOther() throws Exception {
    Set<String> described = new TreeSet<>();
    Map<?, ?> paths = (Map<?, ?>) json("api/openapi.json").get("paths");
    paths.forEach(
        (path, methods) ->
            ((Map<?, ?>) methods)
                .keySet()
                .forEach(
                    method ->
                        described.add(method.toString().toUpperCase(Locale.ROOT) + ' ' + path)));

    assertThat(described)
        .isEqualTo(
            dashboard.routes().stream()
                .filter(route -> route.path().matches("/(api|health)/.*"))
                .map(route -> route.method() + " " + route.path())
                .collect(Collectors.toCollection(TreeSet::new)));
    assertThat(dashboard.routes())
        .allSatisfy(
            route -> {
              boolean acts = !route.method().equals(HandlerType.GET);
              boolean tells = route.path().startsWith("/api/") && !OPEN.contains(route.path());
              assertThat(route.needs())
                  .as(route.path())
                  .isEqualTo(acts ? Role.OPERATOR : tells ? Role.READER : Role.NOBODY);
            });
  }

  @Test
  void tellsProbesHowItIs() throws Exception {
    progress.publish(Reports.at("any", 1));
    awaitRun("any");
    assertThat(get("health/ready").body())
        .isEqualTo("{\"status\":\"UP\",\"reason\":\"ready: of a test\"}");

    health = new HealthStatus(true, false, "waiting: for a test");
    assertThat(get("health/live").statusCode()).isEqualTo(200);
    assertThat(get("health/ready").statusCode()).isEqualTo(503);
    assertThat(get("health/ready").body()).contains("waiting: for a test");

    health = new HealthStatus(false, false, "failing: of a test");
    assertThat(get("health/live").statusCode()).isEqualTo(503);
  }

  @Test
  void tellsOfTheFleetAlsoWhenTheBrokersDoNot() throws Exception {
    Instant now = Clock.systemUTC().instant();
    progress.publish(Reports.told("a", Reports.status("w-1", WorkerStatus.State.WORKING, now)));
    awaitRun("a");

    Map<?, ?> told = json("api/fleet");
    assertThat(told.get("database")).isEqualTo("answers all workers (1)");
    assertThat((List<?>) told.get("workers")).singleElement().asString().contains("loans@3");
    assertThat(told.get("cluster").toString()).contains("k2:9092", "minInSync=1");
    assertThat(told.get("problems").toString()).contains("no leader");

    fleet.answer(null);
    dashboard.close();
    dashboard = start(0);
    progress.publish(Reports.told("a", Reports.status("w-1", WorkerStatus.State.WORKING, now)));
    awaitRun("a");
    told = json("api/fleet");
    assertThat(told.get("problems").toString()).contains("The brokers cannot be asked");
    assertThat(told.containsKey("cluster")).isFalse();
    assertThat((List<?>) told.get("workers")).hasSize(1);
  }

  @Test
  void saysWhenThePortIsTaken() {
    int port = URI.create(dashboard.url()).getPort();

    assertThatThrownBy(() -> start(port))
        .isInstanceOf(InfrastructureException.class)
        .hasMessageContaining("127.0.0.1 at port " + port);
  }

  @Test
  void closesConnectionsThatSendAByteNowAndThen() throws Exception {
    dashboard.close();
    dashboard =
        Dashboard.start(
            new DashboardSettings(
                "127.0.0.1", 0, ACCESS, null, "xmlfleet {command} --kafka k:9092"),
            sources(),
            Clock.systemUTC(),
            Duration.ofSeconds(1));
    progress.publish(Reports.at("run", 1));
    awaitRun("run");
    URI url = URI.create(dashboard.url());
    HttpResponse<InputStream> stream =
        client.send(
            HttpRequest.newBuilder(url.resolve("api/runs/run/events"))
                .header("Accept", "text/event-stream")
                .build(),
            BodyHandlers.ofInputStream());
    BufferedReader reports =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
    assertThat(nextReport(reports)).contains("\"loaded\":1,");

    String post =
        "POST /api/park HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
            + TOKEN
            + "\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{";
    for (String begin : List.of("GET /", "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ", post)) {
      assertThat(isClosedWhileTrickling(url.getPort(), begin)).as(begin).isTrue();
    }

    progress.publish(Reports.at("run", 2));
    assertThat(nextReport(reports)).as("an open page").contains("\"loaded\":2,");
  }

  /** Sends a byte every tenth of a second until the other side ends it; false: it does not. */
  private static boolean isClosedWhileTrickling(int port, String begin) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(100);
      socket.getOutputStream().write(begin.getBytes(StandardCharsets.US_ASCII));
      for (int bytes = 0; bytes < 300; bytes++) {
        try {
          if (socket.getInputStream().read() < 0) {
            return true;
          }
        } catch (SocketTimeoutException e) {
          socket.getOutputStream().write('x');
        }
      }
      return false;
    } catch (SocketException e) {
      return true;
    }
  }

  /** A request with a host that a client would not let us choose. */
  private String raw(String head) throws Exception {
    try (Socket socket = socket()) {
      socket
          .getOutputStream()
          .write((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
