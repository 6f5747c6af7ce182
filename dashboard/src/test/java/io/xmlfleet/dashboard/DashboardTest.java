package io.xmlfleet.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.http.HandlerType;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.http.AccessRules;
import io.xmlfleet.http.AccessToken;
import io.xmlfleet.http.Role;
import io.xmlfleet.http.Route;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.LetterAction;
import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.settings.Secret;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API over HTTP, with reports and letters of the test's own. */
class DashboardTest {
  private static final String TOKEN = "a-token-of-this-test";
  private static final AccessRules ACCESS =
      AccessRules.of(new AccessToken(null, Secret.of(TOKEN)), "ann@host");

  /** They tell nothing of runs. */
  private static final Set<String> OPEN = Set.of("/api/session", "/api/openapi.json");

  private final FakeProgressSource progress = new FakeProgressSource();
  private final FakeDeadLetterService letterService = new FakeDeadLetterService();
  private final FakeFleetService fleet = new FakeFleetService();
  private final HttpClient client = HttpClient.newHttpClient();
  private HealthStatus health = new HealthStatus(true, true, "ready: of a test");
  private Dashboard dashboard;

  @BeforeEach
  void start() {
    letterService.add(
        "a", 1, Stage.MAPPING, "amount is not a number", "/Loan/Amount/@value → loan.amount");
    letterService.add("a", 2, Stage.PARSING, "not well-formed", "line 2, column 3");
    letterService.add("b", 1, Stage.PARSING, "not well-formed", "line 1, column 1");
    dashboard = start(0);
  }

  @Test
  void refusesAWordThatStandsThereTwice() throws Exception {
    HttpResponse<String> refused =
        client.send(
            request("api/park")
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"items\":[\"a/1\"],\"items\":[\"b/1\"]}"))
                .build(),
            BodyHandlers.ofString());

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("line 1, column 25");
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

  private Dashboard start(int port) {
    return Dashboard.start(
        new DashboardSettings("127.0.0.1", port, ACCESS, null, "xmlfleet {command} --kafka k:9092"),
        sources(),
        Clock.systemUTC());
  }

  private Dashboard.Sources sources() {
    return new Dashboard.Sources(progress, letterService, fleet, () -> health);
  }

  @AfterEach
  void stop() {
    dashboard.close();
  }

  @Test
  void listsTheRunsNewestFirst() throws Exception {
    progress.publish(Reports.at("old", 50));
    progress.publish(Reports.at("new", 10, Reports.START.plusSeconds(3600)));
    awaitRun("new");

    assertThat(runs("api/runs")).containsExactly("new", "old");
    assertThat(runs("api/runs?limit=1")).containsExactly("new");
    assertThat(json("api/runs/old").get("counts"))
        .isEqualTo(Map.of("total", 100, "loaded", 50, "alreadyLoaded", 0, "failed", 0));
    assertThat(get("api/runs/old/workers").body()).contains("\"worker\":\"w-1\"");
    assertThat(get("api/runs/old/rate").body()).contains("\"completed\":50");
    assertThat(get("api/runs/none").statusCode()).isEqualTo(404);
    assertThat(get("api/runs?limit=501").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "run, a",
    "-run, c",
    "state, c",
    "-state, b",
    "done, a",
    "-done, b",
    "loaded, a",
    "-loaded, b",
    "startedAt, b",
    "-startedAt, c",
    "failed, c",
    "alreadyLoaded, c",
    "recordsPerMinute, c",
    "contract, c"
  })
  void sortsRunsByEveryColumn(String sort, String first) throws Exception {
    progress.publish(Reports.at("a", 10, Reports.START.plusSeconds(2)));
    progress.publish(Reports.at("b", 100));
    progress.publish(Reports.at("c", 50, Reports.START.plusSeconds(3)));
    awaitRun("c");

    HttpResponse<String> part = get("api/runs?limit=1&sort=" + sort);
    assertThat(part.body()).startsWith("[{\"run\":\"" + first + '"');
    assertThat(part.headers().firstValue("Xmlfleet-Total")).contains("3");
    assertThat(runs("api/runs?offset=1&sort=" + sort)).hasSize(2).doesNotContain(first);
  }

  @ParameterizedTest
  @CsvSource({
    "text=B, b",
    "text=UNICODE, ''",
    "text=LOANS, b a",
    "state=COMPLETE, a",
    "since=2026-11-27T18:00:02Z, b",
    "until=2026-11-27T18:00:02Z, a",
    "text=&state=, b a"
  })
  void findsRuns(String query, String found) throws Exception {
    progress.publish(Reports.at("a", 100));
    progress.publish(Reports.at("b", 50, Reports.START.plusSeconds(2)));
    awaitRun("b");

    assertThat(String.join(" ", runs("api/runs?" + query).stream().map(String::valueOf).toList()))
        .isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({
    "item, a/1",
    "-item, b/1",
    "stage, a/2",
    "-stage, a/1",
    "reason, a/1",
    "-reason, a/2",
    "location, a/1",
    "-location, a/2",
    "record, a/1",
    "-record, a/2",
    "attempt, a/1",
    "failedAt, a/1"
  })
  void sortsLettersByEveryColumn(String sort, String first) throws Exception {
    assertThat(items(json("api/dead-letters?limit=1&sort=" + sort))).containsExactly(first);
    assertThat(items(json("api/dead-letters?offset=1&sort=" + sort)))
        .hasSize(2)
        .doesNotContain(first);
  }

  @Test
  void findsLettersByTimeAttemptAndContractAndSaysHowTheCommandsDo() throws Exception {
    String all = "contract=loans&attempt=1&since=2026-11-27T18:00:00Z&until=2026-11-27T19:00:00Z";
    Map<?, ?> page = json("api/dead-letters?record=1.xml&parked=false&" + all);

    assertThat(items(page)).containsExactly("a/1", "b/1");
    assertThat(page.get("options"))
        .isEqualTo(
            "--record 1.xml --contract-name loans --attempt 1 --since 2026-11-27T18:00:00Z"
                + " --until 2026-11-27T19:00:00Z --open");
    assertThat(items(json("api/dead-letters?attempt=2"))).isEmpty();
    assertThat(items(json("api/dead-letters?until=2026-11-27T18:00:00Z"))).isEmpty();
    assertThat(json("api/session").get("command")).isEqualTo("xmlfleet {command} --kafka k:9092");
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
  void countsEachWorkersDocumentsOverTime() throws Exception {
    progress.publish(Reports.at("run", 1));
    progress.publish(Reports.at("run", 7));
    progress.publish(Reports.at("other", 1));
    awaitRun("other");

    Map<?, ?> rate = json("api/runs/run/rate");
    assertThat(rate.get("workers")).isEqualTo(List.of("w-1"));
    assertThat(rate.get("points").toString()).contains("processed=[1]", "processed=[7]");
    assertThat(get("api/dead-letters/over-time?run=a").body())
        .isEqualTo(
            "{\"reasons\":[\"amount is not a number\",\"not well-formed\"],"
                + "\"slices\":[{\"from\":\"2026-11-27T18:00:00Z\",\"counts\":[1,1]}]}");
  }

  @Test
  void givesTheListForASpreadsheet() throws Exception {
    letterService.add("b", 2, "=2+3", Stage.PARSING, "not well-formed, really", "line 1, column 1");

    HttpResponse<String> list = get("api/dead-letters/export?stage=PARSING&sort=-item");

    assertThat(list.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
    assertThat(list.body().lines().map(line -> line.replaceAll("^((?:[^,]*,){2}).*", "$1")))
        .containsExactly("item,record,", "b/2,'=2+3,", "b/1,inbox/1.xml,", "a/2,inbox/2.xml,");
    assertThat(list.body()).contains("\"not well-formed, really\"").doesNotContain("a lot");
  }

  @Test
  void streamsReportsToManyFromOneFollower() throws Exception {
    progress.publish(Reports.at("run", 1));
    awaitRun("run");
    List<HttpResponse<InputStream>> streams = new ArrayList<>();
    List<BufferedReader> readers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      HttpResponse<InputStream> stream =
          client.send(
              request("api/runs/run/events").header("Accept", "text/event-stream").build(),
              BodyHandlers.ofInputStream());
      assertThat(stream.statusCode()).isEqualTo(200);
      streams.add(stream);
      readers.add(new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8)));
    }
    for (BufferedReader reader : readers) {
      assertThat(nextReport(reader)).contains("\"loaded\":1,", "folder → ünïcode");
    }

    progress.publish(Reports.at("other", 7));
    progress.publish(Reports.at("run", 2));

    for (BufferedReader reader : readers) {
      assertThat(nextReport(reader)).contains("\"loaded\":2,");
    }
    assertThat(progress.followers()).isOne();
    for (HttpResponse<InputStream> stream : streams) {
      stream.body().close();
    }
  }

  @Test
  void survivesThoseWhoLeaveAtOnce() throws Exception {
    progress.publish(Reports.at("run", 1));
    awaitRun("run");
    for (int i = 0; i < EventRoutes.MOST_STREAMS; i++) {
      try (Socket socket = socket()) {
        socket.setSoLinger(true, 0); // a reset instead of an end
        String head = "GET /api/runs/run/events HTTP/1.1\r\nHost: localhost\r\n";
        socket
            .getOutputStream()
            .write(
                (head + "Accept: text/event-stream\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      }
    }
    int status = 0;
    for (int done = 2; status != 200 && done < 100; done++) {
      progress.publish(Reports.at("run", done)); // whoever is gone is noticed when told something
      HttpResponse<InputStream> stream =
          client.send(
              request("api/runs/run/events").header("Accept", "text/event-stream").build(),
              BodyHandlers.ofInputStream());
      status = stream.statusCode();
      stream.body().close();
    }
    assertThat(status).isEqualTo(200);
  }

  @Test
  void waitsForARunThatNobodyKnowsYet() throws Exception {
    HttpResponse<InputStream> stream =
        client.send(
            request("api/runs/later/events").header("Accept", "text/event-stream").build(),
            BodyHandlers.ofInputStream());
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      assertThat(reader.readLine()).startsWith(":");
      progress.publish(Reports.at("later", 3));
      assertThat(nextReport(reader)).contains("\"run\":\"later\"");
    }
    assertThat(get("api/runs/later/events").statusCode()).isEqualTo(406);
    assertThat(get("api/runs/not%20one/events").statusCode()).isIn(400, 406);
  }

  @Test
  void pagesAndFiltersLetters() throws Exception {
    Map<?, ?> first = json("api/dead-letters?limit=2");
    assertThat(first.get("total")).isEqualTo(3);
    assertThat(first.get("next")).isEqualTo("a/2");
    assertThat(items(first)).containsExactly("a/1", "a/2");
    assertThat(items(json("api/dead-letters?limit=2&after=a/2"))).containsExactly("b/1");
    assertThat(items(json("api/dead-letters?run=a&stage=PARSING"))).containsExactly("a/2");
    assertThat(items(json("api/dead-letters?reason=NUMBER&table=loan"))).containsExactly("a/1");
    assertThat(items(json("api/dead-letters?stage="))).hasSize(3);
    assertThat(get("api/dead-letters/groups").body())
        .contains("\"reason\":\"not well-formed\",\"count\":2", "\"total\":2");
    assertThat(get("api/dead-letters").body()).doesNotContain("a lot");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stagee=PARSING",
        "stage=NONE",
        "limit=0",
        "limit=501",
        "limit=x",
        "after=a",
        "parked=1",
        "run=no%20run",
        "sort=size",
        "offset=-1",
        "attempt=x",
        "since=yesterday"
      })
  void refusesWhatItDoesNotUnderstand(String query) throws Exception {
    HttpResponse<String> reply = get("api/dead-letters?" + query);

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).startsWith("{\"error\":\"");
  }

  @Test
  void readsLettersOnceForMany() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(get("api/dead-letters").statusCode()).isEqualTo(200);
    }
    assertThat(letterService.reads()).isLessThanOrEqualTo(2);
  }

  @Test
  void saysThatTheBrokersDoNotAnswer() throws Exception {
    letterService.failWith("no answer, password=hunter2");

    HttpResponse<String> reply = get("api/dead-letters");

    assertThat(reply.statusCode()).isEqualTo(503);
    assertThat(reply.body()).contains("no answer").doesNotContain("hunter2");
  }

  @Test
  void showsADocumentOnlyToThoseWhoKnowTheToken() throws Exception {
    assertThat(get("api/dead-letters/a/1").body()).contains("not a number").doesNotContain("a lot");
    assertThat(get("api/dead-letters/a/1?document=true").statusCode()).isEqualTo(401);
    assertThat(get("api/dead-letters/a/9").statusCode()).isEqualTo(404);

    HttpResponse<String> shown = send(withToken(request("api/dead-letters/a/1?document=true")));

    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.body()).contains("<Amount value='a lot'/>", "\"line\":2,\"column\":11");
  }

  @ParameterizedTest
  @ValueSource(strings = {"replay", "park", "unpark"})
  void actsForNobodyWithoutTheToken(String action) throws Exception {
    String body = "{\"filter\":{},\"dryRun\":false}";
    assertThat(send(post(action, body)).statusCode()).isEqualTo(401);
    assertThat(send(post(action, body).header("Authorization", "Bearer wrong")).statusCode())
        .isEqualTo(401);
    assertThat(send(post(action, body).header("Authorization", TOKEN)).statusCode()).isEqualTo(401);
    assertThat(send(post(action, body).header("Cookie", "token=" + TOKEN)).statusCode())
        .isEqualTo(401);
    HttpRequest.Builder form =
        withToken(request("api/" + action)).POST(BodyPublishers.ofString(body));
    assertThat(send(form.header("Content-Type", "text/plain")).statusCode()).isEqualTo(415);
    assertThat(send(withToken(request("api/" + action))).statusCode()).isEqualTo(405);
    assertThat(letterService.done()).isEmpty();
  }

  @Test
  void replaysOnlyWhenToldThatItIsNoDryRun() throws Exception {
    HttpResponse<String> dry = send(withToken(post("replay", "{\"filter\":{\"run\":\"a\"}}")));
    assertThat(dry.body()).contains("\"dryRun\":true,\"replayable\":2,\"items\":[\"a/1\",\"a/2\"]");
    assertThat(letterService.done()).isEmpty();

    HttpResponse<String> wet =
        send(withToken(post("replay", "{\"items\":[\"a/1\"],\"dryRun\":false}")));

    assertThat(wet.body()).contains("\"dryRun\":false", "\"sent\":1", "\"notSent\":0");
    LetterAction done = letterService.done().get(0);
    assertThat(done.by()).isEqualTo("ann@host", "xmlfleet {command} --kafka k:9092");
    assertThat(done.asked()).isEqualTo("--item a/1");
    assertThat(items(json("api/dead-letters"))).containsExactly("a/2", "b/1");
  }

  @Test
  void parksAndUnparks() throws Exception {
    String body = "{\"items\":[\"a/1\"],\"note\":\"tomorrow\"}";
    assertThat(send(withToken(post("park", body))).body()).contains("\"letters\":1");
    assertThat(items(json("api/dead-letters?parked=true"))).containsExactly("a/1");
    assertThat(get("api/dead-letters/a/1").body()).contains("\"note\":\"tomorrow\"");
    assertThat(send(withToken(post("unpark", body))).body()).contains("\"letters\":1");
    assertThat(items(json("api/dead-letters?parked=true"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"items\":[]}",
        "{\"items\":[\"a\"]}",
        "{\"itms\":[\"a/1\"],\"filter\":{}}",
        "{\"filter\":{\"stagee\":\"MAPPING\"}}",
        "{\"filter\":{},\"limit\":10001}",
        "{\"filter\":{}} {}"
      })
  void refusesACallThatMayMeanSomethingElse(String body) throws Exception {
    HttpResponse<String> reply = send(withToken(post("replay", body)));

    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
    assertThat(reply.body()).doesNotContain("io.xmlfleet");
  }

  @Test
  void refusesALargeBody() throws Exception {
    String large = "{\"items\":[\"" + "x".repeat(300_000) + "\"]}";

    assertThat(send(withToken(post("replay", large))).statusCode()).isEqualTo(413);
  }

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
  void saysWhenThePortIsTaken() {
    int port = URI.create(dashboard.url()).getPort();

    assertThatThrownBy(() -> start(port))
        .isInstanceOf(InfrastructureException.class)
        .hasMessageContaining("127.0.0.1 at port " + port);
  }

  private void awaitRun(String run) throws Exception {
    try (Subscription first = dashboard.subscribe(run)) {
      assertThat(first.await(Duration.ofSeconds(10))).isNotNull();
    }
  }

  private static String nextReport(BufferedReader reader) throws Exception {
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.startsWith("data: ")) {
        return line;
      }
    }
    throw new AssertionError("the stream ended");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(dashboard.url() + path));
  }

  private HttpRequest.Builder post(String action, String body) {
    return request("api/" + action)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private static HttpRequest.Builder withToken(HttpRequest.Builder request) {
    return request.header("Authorization", "Bearer " + TOKEN);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  private Map<?, ?> json(String path) throws Exception {
    HttpResponse<String> reply = get(path);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return FleetJson.read(reply.body().getBytes(StandardCharsets.UTF_8), Map.class);
  }

  private List<Object> runs(String path) throws Exception {
    List<Object> runs = new ArrayList<>();
    byte[] body = get(path).body().getBytes(StandardCharsets.UTF_8);
    for (Object report : FleetJson.read(body, List.class)) {
      runs.add(((Map<?, ?>) report).get("run"));
    }
    return runs;
  }

  private static List<Object> items(Map<?, ?> page) {
    List<Object> items = new ArrayList<>();
    ((List<?>) page.get("letters")).forEach(letter -> items.add(((Map<?, ?>) letter).get("item")));
    return items;
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

  private Socket socket() throws Exception {
    return new Socket(InetAddress.getLoopbackAddress(), URI.create(dashboard.url()).getPort());
  }
}
