package io.xmlfleet.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.xmlfleet.failure.Backoff;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.Counts;
import io.xmlfleet.message.ProgressReport.Pace;
import io.xmlfleet.message.ProgressReport.State;
import io.xmlfleet.settings.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server of this test's own. */
class WebhookTest {
  private static final String SECRET = "a-secret-of-this-test";
  private static final Instant START = Instant.parse("2026-11-27T18:00:00Z");
  private static final Backoff QUICK = new Backoff(Duration.ofMillis(1), Duration.ofMillis(20));

  private record Request(Map<String, List<String>> headers, String text) {
    byte[] body() {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    String header(String name) {
      return headers.get(name).get(0);
    }
  }

  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final Deque<Integer> answers = new ArrayDeque<>();
  private HttpServer server;
  private Webhook webhook;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/hook", this::answer);
    server.start();
    webhook = begin();
  }

  private Webhook begin() {
    return Webhook.start(
        "http://127.0.0.1:" + server.getAddress().getPort() + "/hook",
        Secret.of(SECRET),
        Clock.systemUTC(),
        QUICK);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    requests.add(
        new Request(
            Map.copyOf(exchange.getRequestHeaders()), new String(body, StandardCharsets.UTF_8)));
    Integer status;
    synchronized (answers) {
      status = answers.poll();
    }
    exchange.sendResponseHeaders(status == null ? 204 : status, -1);
    exchange.close();
  }

  @AfterEach
  void stop() {
    webhook.close();
    server.stop(0);
  }

  /** The next notice does not wait for the rest of an answer. */
  @Test
  void doesNotWaitForAnAnswerThatNeverEnds() throws Exception {
    try (ServerSocket endless = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread receiver = new Thread(() -> answerWithoutEnd(endless), "endless");
      receiver.setDaemon(true);
      receiver.start();
      try (Webhook patient =
          Webhook.start(
              "http://127.0.0.1:" + endless.getLocalPort() + "/",
              Secret.of(SECRET),
              Clock.systemUTC(),
              QUICK)) {
        patient.send(Notice.of(report(State.COMPLETE, 1, 0), NoticeKind.RUN_ENDED, 1));
        patient.send(Notice.of(report(State.COMPLETE, 1, 0), NoticeKind.RUN_ENDED, 2));

        List<Notice> told = new ArrayList<>();
        for (int i = 0; told.size() < 2; i++) {
          assertThat(i).as("looks until both are told").isLessThan(1_000);
          TimeUnit.MILLISECONDS.sleep(10);
          told.addAll(patient.takeDone());
        }
      }
    }
  }

  private static void answerWithoutEnd(ServerSocket server) {
    try {
      while (true) {
        Socket client = server.accept();
        Thread trickle = new Thread(() -> trickle(client), "trickle");
        trickle.setDaemon(true);
        trickle.start();
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private static void trickle(Socket client) {
    try (client) {
      OutputStream out = client.getOutputStream();
      out.write(
          "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      while (true) {
        out.write('.');
        out.flush();
        TimeUnit.MILLISECONDS.sleep(50);
      }
    } catch (IOException e) {
      // It has heard enough.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void signsWhatItSends() throws Exception {
    webhook.send(Notice.of(report(State.COMPLETE, 195, 5), NoticeKind.RUN_ENDED, 1));

    Request request = requests.poll(10, TimeUnit.SECONDS);
    String time = request.header("Xmlfleet-timestamp");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
    assertThat(request.header("Xmlfleet-signature"))
        .isEqualTo("sha256=" + HexFormat.of().formatHex(mac.doFinal(request.body())));
    assertThat(Math.abs(Clock.systemUTC().instant().getEpochSecond() - Long.parseLong(time)))
        .isLessThan(60);
    assertThat(request.header("Xmlfleet-event-id")).isEqualTo("monday/RUN_ENDED/1");
    assertThat(request.header("Content-type")).isEqualTo("application/json");
    assertThat(request.headers()).doesNotContainKeys("Upgrade", "Http2-settings");
    Map<?, ?> body = FleetJson.read(request.body(), Map.class);
    assertThat(body.get("event")).isEqualTo("RUN_ENDED");
    assertThat(body.get("id")).isEqualTo("monday/RUN_ENDED/1");
    assertThat(body.get("text"))
        .isEqualTo("Run monday is complete: 195 loaded, 0 already loaded, 5 failed.");
    assertThat(body.get("failuresByStage")).isEqualTo(Map.of("MAPPING", 5));
    awaitDone(1);
  }

  @Test
  void sendsAgainUntilItIsTakenAndKeepsTheOrder() throws Exception {
    synchronized (answers) {
      answers.addAll(List.of(500, 302, 404));
    }
    Notice first = Notice.of(report(State.STALLED, 3, 0), NoticeKind.STALLED, 1);
    webhook.send(first);
    webhook.send(first);
    webhook.send(Notice.of(report(State.COMPLETE, 3, 0), NoticeKind.RUN_ENDED, 1));

    awaitDone(2);
    assertThat(requests)
        .extracting(request -> request.header("Xmlfleet-event-id"))
        .containsExactly(
            "monday/STALLED/1",
            "monday/STALLED/1",
            "monday/STALLED/1",
            "monday/STALLED/1",
            "monday/RUN_ENDED/1");
  }

  @Test
  void forgetsWhatAnotherOneSends() throws Exception {
    synchronized (answers) {
      for (int i = 0; i < 100; i++) {
        answers.add(503);
      }
    }
    webhook.send(Notice.of(report(State.STALLED, 3, 0), NoticeKind.STALLED, 1));
    assertThat(requests.poll(10, TimeUnit.SECONDS)).isNotNull();
    webhook.forget();
    synchronized (answers) {
      answers.clear();
    }
    webhook.send(Notice.of(report(State.COMPLETE, 3, 0), NoticeKind.RUN_ENDED, 1));
    awaitDone(1);
  }

  private void awaitDone(int wanted) throws InterruptedException {
    int done = 0;
    for (int i = 0; i < 200 && done < wanted; i++) {
      done += webhook.takeDone().size();
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertThat(done).isEqualTo(wanted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hook",
        "ftp://host/",
        "http:///hook",
        "https://user:hunter2@host/",
        "http://a b/"
      })
  void refusesWhatIsNoAddress(String address) {
    assertThatThrownBy(() -> Webhook.start(address, Secret.of(SECRET), Clock.systemUTC()))
        .isInstanceOf(UsageException.class)
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> Webhook.start("http://host/", Secret.of("short"), Clock.systemUTC()))
        .hasMessageContaining("16")
        .hasMessageNotContaining("short");
  }

  private static ProgressReport report(State state, long loaded, long failed) {
    return new ProgressReport(
        "monday",
        state,
        "loans",
        "inbox",
        new Counts(200L, loaded, 0, failed),
        new Pace(START, null, 60, 200, 180, 0.0, 90, 0.75),
        Map.of(),
        0,
        Map.of(Stage.MAPPING, failed),
        List.of(),
        START.plusSeconds(61));
  }
}
