package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.CommandLineCall;
import io.xmlfleet.embedded.FreePort;
import io.xmlfleet.process.Shutdown;
import io.xmlfleet.testing.Browser;
import io.xmlfleet.testing.KafkaUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The sample's fleet in this process, with a dashboard and a browser in front of it. */
final class WatchedFleet implements AutoCloseable {
  /** As it stands in a picture, too. */
  private static final Path SAMPLE = Path.of("..", "samples", "credit-applications");

  /** A command that goes on until it is asked to stop. */
  record Running(Shutdown stop, Thread thread) {
    void end() {
      stop.ask();
      try {
        thread.join(30_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      assertThat(thread.isAlive()).isFalse();
    }
  }

  private final Path folder;
  private final Path contract;
  private final CommandLineSession session;
  private final int port = FreePort.find();
  private final Browser browser;
  private final List<Running> running = new ArrayList<>();

  /** Starts the browser; nothing else runs yet. */
  WatchedFleet(Path folder) throws Exception {
    this.folder = folder;
    this.contract = folder.resolve("contract.yaml");
    Files.copy(SAMPLE.resolve("contract.yaml"), contract);
    this.session = new CommandLineSession(folder.resolve("data"), KafkaUnderTest.newFleet(2));
    this.browser = Browser.start(folder.resolve("profile"));
  }

  Browser browser() {
    return browser;
  }

  String url() {
    return "http://127.0.0.1:" + port + "/";
  }

  Running aggregate() {
    return start("aggregate", "--http", Integer.toString(port));
  }

  Running consume() {
    return start(
        "consume", "--contract", contract.toString(), "--threads", "2", "--instance", "loader");
  }

  private Running start(String... arguments) {
    Shutdown stop = new Shutdown();
    Thread thread = new Thread(() -> session.run(stop, arguments), arguments[0]);
    thread.start();
    Running one = new Running(stop, thread);
    running.add(one);
    return one;
  }

  void produce(String run) {
    CommandLineCall sent =
        session.run(
            "produce",
            SAMPLE.toString(),
            "--contract",
            "credit-applications",
            "--run-id",
            run,
            "--record-ids",
            "from_folder");
    assertThat(sent.exitCode()).as(sent.toString()).isZero();
  }

  /** Opens the page, as soon as it is served. */
  void open(String hash) throws Exception {
    for (int i = 0; ; i++) {
      try {
        browser.open(url() + hash);
        return;
      } catch (IllegalStateException e) {
        if (i == 300) {
          throw e;
        }
        Thread.sleep(50); // a browser says at once that nobody listens
      }
    }
  }

  String token() throws IOException {
    return Files.readString(folder.resolve("data").resolve("dashboard-token")).strip();
  }

  /** The contract knows what one of the documents says. */
  void repairContract() throws IOException {
    String text = Files.readString(contract);
    assertThat(text).contains("# WITHDRAWN: 4");
    Files.writeString(contract, text.replace("# WITHDRAWN: 4", "WITHDRAWN: 4"));
  }

  @Override
  public void close() throws IOException {
    running.forEach(one -> one.stop().ask());
    running.forEach(Running::end);
    browser.close();
  }
}
