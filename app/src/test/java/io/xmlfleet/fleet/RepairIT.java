package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.xmlfleet.cli.CommandLineCall;
import io.xmlfleet.cli.Main;
import io.xmlfleet.process.Shutdown;
import io.xmlfleet.testing.Browser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The six failures of the sample, on the page: from a dead letter to its replay, without leaving
 * it.
 */
class RepairIT {
  private static final Path SAMPLE = Path.of("..", "samples", "credit-applications");
  private static final Pattern ADDRESS = Pattern.compile("Dashboard: (\\S+)");
  private static final String ARROW_UP = "\uE013";
  private static final String HOME = "\uE011";
  private static final String DELETE = "\uE017";

  @TempDir Path folder;
  private Path contract;
  private Browser browser;
  private String url;

  @Test
  void repairsALetterFromItsPage() throws Exception {
    assumeTrue(Browser.exists(), "no chromium and chromedriver here: the page was not tried");
    Path data = folder.resolve("data");
    contract = folder.resolve("contract.yaml");
    Files.copy(SAMPLE.resolve("contract.yaml"), contract);
    CommandLineCall loaded =
        new CommandLineSession(data)
            .run(
                "run",
                SAMPLE.resolve("documents").toString(),
                "--contract",
                contract.toString(),
                "--run-id",
                "mine",
                "--record-ids",
                "from_folder");
    assertThat(loaded.exitCode()).as(loaded.toString()).isEqualTo(1);
    leaveAnotherWaiting(data);
    Shutdown stop = new Shutdown();
    StringWriter out = new StringWriter();
    Thread serving =
        new Thread(
            () ->
                Main.run(
                    new String[] {"dashboard", "--http", "0", "--contract", contract.toString()},
                    Map.of("XMLFLEET_DATA", data.toString()),
                    stop,
                    new PrintWriter(out, true),
                    new PrintWriter(out, true)),
            "dashboard");
    serving.start();
    try (Browser started = Browser.start(folder.resolve("profile"))) {
      browser = started;
      browser.show(1280, 660, false);
      url = address(out);
      openFromTheLetter(Files.readString(data.resolve("dashboard-token")).strip());
      repair();
      replay();
      lookAtTheOthers();
    } finally {
      stop.ask();
      serving.join(60_000);
    }
    assertThat(serving.isAlive()).isFalse();
    CommandLineCall rows =
        new CommandLineSession(data)
            .run("db", "select decision from application where application_id = 100000084");
    assertThat(rows.out()).as(rows.toString()).contains("4");
    assertThat(new CommandLineSession(data).run("dead-letters", "show", "waits/1").exitCode())
        .as("a document that waited is rejected")
        .isNotZero();
  }

  /** A document of a contract that the dashboard is not given, but that was used before. */
  private void leaveAnotherWaiting(Path data) throws Exception {
    Path note = Files.writeString(folder.resolve("note.xml"), "<note>n</note>");
    Path other =
        Files.writeString(
            folder.resolve("notes.yaml"),
            """
            xmlfleet: 1
            contract: notes
            version: 1
            root: note
            tables:
              - table: kept_note
                rows: document
                columns: [{ column: said, type: string(9), from: . }]
            """);
    CommandLineSession session = new CommandLineSession(data);
    CommandLineCall before =
        session.run("run", note.toString(), "--contract", other.toString(), "--run-id", "before");
    assertThat(before.exitCode()).as(before.toString()).isZero();
    try (FleetProcess broker = FleetProcess.start(folder, "broker", "broker", "--port", "0")) {
      broker.await("(Broker ready)");
      CommandLineCall sent =
          session.run("produce", note.toString(), "--contract", "notes", "--run-id", "waits");
      assertThat(sent.exitCode()).as(sent.toString()).isZero();
      assertThat(broker.terminate()).isZero();
    }
  }

  private static String address(StringWriter out) throws InterruptedException {
    for (int i = 0; i < 1200; i++) {
      Matcher address = ADDRESS.matcher(out.toString());
      if (address.find()) {
        return address.group(1);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError("it is not served: " + out);
  }

  private void openFromTheLetter(String token) throws Exception {
    browser.open(url + "#/letters");
    browser.awaitText("6 dead letters");
    browser.click("mine/84");
    browser.click("Open in the workbench");
    browser.type("#token", token);
    browser.click("Go on");
    browser.awaitText("failed at MAPPING: application.decision has no entry in enum decision");
    browser.awaitText("By this text 0 of them would load.");
    browser.await("document.querySelector('#document .spot.failing') !== null");
    assertThat(
            browser.script("return document.querySelector('#document .spot.failing').textContent"))
        .asString()
        .startsWith("status=\"WITHDRAWN\"");
    browser.click("Source");
    browser.await("document.querySelector('#source .failing-line .spot.failing') !== null");
    findNoFault("a letter in the workbench");
    picture("workbench-letter");
  }

  /** With the keyboard: from the line at fault up to the one that is out of use, and writes it. */
  private void repair() throws Exception {
    int fault = line("status: decision,", "column: decision,");
    browser.click("Go to line " + fault);
    for (int i = fault; i > line("# WITHDRAWN: 4"); i--) {
      browser.press(ARROW_UP);
    }
    browser.press(HOME);
    browser.press(DELETE);
    browser.press(DELETE);
    browser.awaitText("By this text 1 of them would load.");
    assertThat(Files.readString(contract)).contains("# WITHDRAWN: 4");
    browser.click("All samples");
    browser.awaitText("1 more load");
    findNoFault("a fix that was tried");
    picture("workbench-repair");
  }

  /** The number of the line of the contract that has one of these texts. */
  private int line(String... texts) throws Exception {
    List<String> lines = Files.readAllLines(contract);
    for (int i = 0; i < lines.size(); i++) {
      if (Stream.of(texts).anyMatch(lines.get(i)::contains)) {
        return i + 1;
      }
    }
    throw new AssertionError("the contract has no such line");
  }

  private void replay() throws Exception {
    browser.click("Save and replay 1 document that loads");
    for (int i = 0; i < 900 && !browser.text().contains("1 document loaded."); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    assertThat(browser.text()).contains("1 document loaded.");
    assertThat(Files.readString(contract)).doesNotContain("# WITHDRAWN: 4");
    assertThat(folder.resolve("contract.yaml.bak"))
        .hasSameTextualContentAs(SAMPLE.resolve("contract.yaml"));
    picture("workbench-replayed");
    browser.click("Back to the letter");
    browser.awaitText("it is loaded, or there never was one");
    browser.script("location.hash = '#/letters'");
    browser.awaitText("5 dead letters");
  }

  private void lookAtTheOthers() throws Exception {
    look("mine/17", "failed at VALIDATION", "By this text 0 of them would load.");
    look("mine/51", "failed at PARSING", "By this text 0 of them would load.");
    assertThat(browser.text()).contains("It fails at line");
    look("mine/117", "failed at MAPPING", "By this text 0 of them would load.");
    look("mine/151", "failed at INSERTION", "By this text 1 of them would load.");
    look("mine/184", "failed at INSERTION", "What only the database knows");
    findNoFault("a letter that the database refused");
  }

  private void look(String item, String... texts) throws Exception {
    browser.open("about:blank");
    browser.open(url + "workbench/#desk=" + item);
    for (String text : texts) {
      browser.awaitText(text);
    }
  }

  private void findNoFault(String where) throws Exception {
    assertThat(browser.seriousFaults()).as(where).isEmpty();
  }

  private void picture(String name) throws Exception {
    if (System.getProperty("xmlfleet.screenshots") != null) {
      ScreenshotsIT.take(browser, name + ".png");
    }
  }
}
