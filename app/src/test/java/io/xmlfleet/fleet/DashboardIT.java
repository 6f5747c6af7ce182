package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.xmlfleet.dashboard.Browser;
import io.xmlfleet.testing.KafkaUnderTest;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.wiring.Shutdown;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person in front of the dashboard, while a fleet loads the sample. */
class DashboardIT {
  private static final Path SAMPLE =
      Path.of("..", "samples", "credit-applications").toAbsolutePath().normalize();
  private static final String FAULTS =
      """
      const done = arguments[arguments.length - 1];
      axe.run(document, {resultTypes: ['violations']}).then((found) => done(found.violations
          .filter((one) => one.impact === 'serious' || one.impact === 'critical')
          .map((one) => one.id + ': ' + one.nodes.map((node) => node.html).join(' | '))));
      """;

  /** A command that goes on until it is asked to stop. */
  private record Running(Shutdown stop, Thread thread) {
    void end() throws InterruptedException {
      stop.ask();
      thread.join(30_000);
      assertThat(thread.isAlive()).isFalse();
    }
  }

  @TempDir Path folder;
  private final List<Running> running = new ArrayList<>();
  private CommandLineSession session;
  private Path contract;
  private String url;
  private Browser browser;

  @BeforeEach
  void open() throws Exception {
    assumeTrue(Browser.exists(), "no chromium and chromedriver here: the page was not tried");
    TopicNames topics = KafkaUnderTest.newFleet(2);
    session =
        new CommandLineSession(
            Map.of(
                "XMLFLEET_DATA",
                folder.resolve("data").toString(),
                "XMLFLEET_KAFKA",
                KafkaUnderTest.settings().bootstrapServers(),
                "XMLFLEET_TOPIC_PREFIX",
                topics.prefix()));
    contract = folder.resolve("contract.yaml");
    Files.copy(SAMPLE.resolve("contract.yaml"), contract);
    browser = Browser.start(folder.resolve("profile"));
  }

  @AfterEach
  void close() throws Exception {
    for (Running one : running) {
      one.stop().ask();
    }
    for (Running one : running) {
      one.end();
    }
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void showsARunWhileItGoesAndSendsWhatIsRepaired() throws Exception {
    int port = freePort();
    url = "http://127.0.0.1:" + port + "/";
    Running aggregator = start("aggregate", "--http", Integer.toString(port));
    produce();
    awaitPage();
    browser.open(url + "#/runs/mine");
    browser.script("window.openedOnce = true");
    browser.awaitText("0 of 200 (0.0 %)");
    Running consumer = consume();
    browser.await("document.querySelector('progress').value === 200");
    browser.awaitText("200 of 200 (100.0 %)");
    browser.awaitText("application.decision has no entry in enum decision");
    assertThat(browser.text()).contains("Failed 6", "Loaded 194", "MAPPING 2", "bureau_report");
    findNoFault("a run");

    aggregator.end();
    browser.awaitText("The server does not answer");
    start("aggregate", "--http", Integer.toString(port));
    browser.await("document.getElementById('connection').textContent === ''");

    browser.click("mine/84");
    browser.awaitText("/Application/Decision/@status → application.decision");
    assertThat(browser.text()).doesNotContain("WITHDRAWN");
    browser.click("Show the document");
    browser.type("#token", "not the token of this dashboard");
    browser.click("Go on");
    browser.awaitText("That is not the token.");
    browser.type("#token", token());
    browser.click("Go on");
    browser.awaitText("The failing place is marked: line 3");
    assertThat(browser.script("return document.querySelector('mark').textContent"))
        .isEqualTo("status=\"WITHDRAWN\"");
    findNoFault("a letter with its document");

    consumer.end();
    repairContract();
    consume();
    browser.click("Replay");
    browser.awaitText("1 document would be sent to work again.");
    findNoFault("a question");
    browser.click("Replay 1 document");
    browser.awaitText("1 document sent to work again.");
    browser.awaitText("it is loaded, or there never was one");
    browser.script("location.hash = '#/runs/mine'");
    browser.awaitText("Failed 5");
    browser.awaitText("Loaded 195");
    browser.script("location.hash = '#/letters?run=mine'");
    browser.awaitText("5 open");
    findNoFault("the letters");
    browser.show(375, 800, true);
    findNoFault("the letters, dark and narrow");
    assertThat(browser.script("return document.documentElement.scrollWidth")).isEqualTo(375);
    browser.script("location.hash = '#/'");
    browser.awaitText("Complete");
    findNoFault("the runs");
    assertThat(browser.script("return window.openedOnce")).isEqualTo(true);
  }

  /** What axe says about the page as it is. */
  private void findNoFault(String where) throws Exception {
    browser.script(axe());
    assertThat((List<?>) browser.asyncScript(FAULTS)).as(where).isEmpty();
  }

  private static String axe() throws IOException {
    String name = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    try (InputStream script = DashboardIT.class.getResourceAsStream(name)) {
      assertThat(script).isNotNull();
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Running start(String... arguments) {
    Shutdown stop = new Shutdown();
    Thread thread = new Thread(() -> session.run(stop, arguments), arguments[0]);
    thread.start();
    Running one = new Running(stop, thread);
    running.add(one);
    return one;
  }

  private Running consume() {
    return start("consume", "--contract", contract.toString(), "--threads", "2");
  }

  private void produce() {
    CommandLineSession.Result sent =
        session.run(
            "produce", SAMPLE.toString(), "--contract", "credit-applications", "--run-id", "mine");
    assertThat(sent.exitCode()).as(sent.toString()).isZero();
  }

  /** Waits until the server is there; a browser would show its own page for that instead. */
  private void awaitPage() throws Exception {
    Path token = folder.resolve("data").resolve("dashboard-token");
    for (int i = 0; i < 600 && !Files.exists(token); i++) {
      Thread.sleep(50);
    }
    browser.open("about:blank");
    for (int i = 0; i < 100; i++) {
      try {
        browser.open(url);
        return;
      } catch (IllegalStateException e) {
        Thread.sleep(50); // refused
      }
    }
  }

  private String token() throws IOException {
    return Files.readString(folder.resolve("data").resolve("dashboard-token")).strip();
  }

  private void repairContract() throws IOException {
    String text = Files.readString(contract);
    assertThat(text).contains("# WITHDRAWN: 4");
    Files.writeString(contract, text.replace("# WITHDRAWN: 4", "WITHDRAWN: 4"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
