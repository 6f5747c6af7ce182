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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A new user in front of the workbench: from POMs and no contract to rows in the database, by
 * clicks.
 */
class WorkbenchIT {
  private static final Pattern ADDRESS = Pattern.compile("Workbench: (\\S+)");
  private static final String ARROW_DOWN = "\uE015";
  private static final String ENTER = "\uE007";

  @TempDir Path folder;
  private Path contract;
  private Browser browser;

  @BeforeEach
  void write() throws Exception {
    contract = folder.resolve("poms.yaml");
    Path poms = Files.createDirectory(folder.resolve("poms"));
    for (int i = 1; i <= 4; i++) {
      Files.writeString(poms.resolve("demo-" + i + ".xml"), pom(i));
    }
  }

  private static String pom(int number) {
    return """
        <project>
          <groupId>com.example.demo</groupId>
          <artifactId>demo-%1$d</artifactId>
          <packaging>%2$s</packaging>
          <properties><built>31.0%3$d.2024</built></properties>
          <licenses><license><name>Apache-2.0</name></license></licenses>
          <dependencies>
            <dependency><groupId>org.example</groupId><artifactId>core</artifactId><version>1.%1$d</version></dependency>
            <dependency><groupId>org.example</groupId><artifactId>test</artifactId><scope>test</scope></dependency>
          </dependencies>
        </project>
        """
        .formatted(number, number % 2 == 0 ? "pom" : "jar", number == 4 ? 8 : number * 2 - 1);
  }

  @Test
  void makesAContractByClicks() throws Exception {
    assumeTrue(Browser.exists(), "no chromium and chromedriver here: the page was not tried");
    Shutdown stop = new Shutdown();
    StringWriter out = new StringWriter();
    String[] arguments = {
      "contract",
      "edit",
      contract.toString(),
      folder.resolve("poms").toString(),
      "--record-ids",
      "from_folder",
      "--data",
      folder.resolve("data").toString()
    };
    Thread serving =
        new Thread(
            () ->
                Main.run(
                    arguments,
                    Map.of(),
                    stop,
                    new PrintWriter(out, true),
                    new PrintWriter(out, true)),
            "contract edit");
    serving.start();
    try (Browser started = Browser.start(folder.resolve("profile"))) {
      browser = started;
      browser.show(1280, 660, false);
      browser.open(address(out));
      goThrough();
    } finally {
      stop.ask();
      serving.join(30_000);
    }
    assertThat(serving.isAlive()).isFalse();
  }

  private void goThrough() throws Exception {
    browser.awaitText("all samples: 4 load, 0 rejected");
    assertThat(contract).doesNotExist();
    findNoFault("the beginning");
    picture("workbench-draft");
    makeTables();
    makeColumns();
    askWhy();
    readSource();
    save();
    runIt();
    meetAnotherEditor();
    lookRound();
  }

  private static String address(StringWriter out) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      Matcher address = ADDRESS.matcher(out.toString());
      if (address.find()) {
        return address.group(1);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError("it is not served: " + out);
  }

  /** The draft has two; the third one is a click. */
  private void makeTables() throws Exception {
    browser.awaitText("dependency 2 rows");
    choose("element", "license");
    browser.awaitText("Make it a table license");
    picture("workbench-element");
    browser.click("Make it a table license");
    browser.awaitText("license 1 row");
    assertThat(text())
        .startsWith("# A first contract, drafted from 4 sample documents.")
        .contains(
            "key: [record_id]",
            "key: [record_id, dependency_no]",
            "key: [record_id, license_no]",
            "rows: { each: /project/licenses/license }");
    findNoFault("three tables");
  }

  private void makeColumns() throws Exception {
    browser.script("document.querySelector('th .cell[data-column=packaging]').click()");
    browser.click("Make an enum of 2 values");
    await("packaging, enum: packaging }");
    assertThat(text()).contains("enums:\n  packaging: { jar: jar, pom: pom }\n");

    choose("text", "31.01.2024");
    browser.awaitText("Add column");
    browser.click("Add column");
    await("column: built, type: date");
    browser.awaitText("2024-01-31");
    browser.await("document.querySelector('td .cell[data-column=built]') !== null");
    picture("workbench-columns");
  }

  /** With the keyboard alone. */
  private void askWhy() throws Exception {
    String cell = "td .cell[data-column=record_id]";
    browser.type(cell, "\uE010" + ENTER); // End: the last cell of the row
    browser.awaitText("project.built, row 1");
    browser.awaitText("date by dd.MM.yyyy");
    assertThat(browser.text()).contains("The row is of the document.", "31.01.2024");
    assertThat(browser.script("return document.querySelector('#document .lit').textContent"))
        .asString()
        .startsWith("31.01.2024");
    browser.type("#document .spot[tabindex=\"0\"]", ARROW_DOWN + ENTER);
    browser.awaitText("What becomes of it");
    findNoFault("why");
    browser.script("document.querySelector('td .cell[data-column=built]').click()");
    browser.awaitText("date by dd.MM.yyyy");
    picture("workbench-why");
  }

  private void readSource() throws Exception {
    browser.script("document.querySelector('td .cell[data-column=packaging]').click()");
    browser.awaitText("project.packaging, row 1");
    browser.click("Source");
    browser.await("document.querySelector('#source .src') !== null");
    browser.script("document.querySelector('td .cell[data-column=packaging]').click()");
    browser.await("document.querySelector('#source .spot.lit') !== null");
    assertThat(browser.script("return document.getElementById('source').innerText"))
        .asString()
        .contains("<packaging>", "</dependencies>");
    findNoFault("the source");
    browser.show(1280, 520, false);
    picture("workbench-source");
    browser.show(1280, 660, false);
    browser.click("Tree");
    browser.await("!document.getElementById('document').hidden");
  }

  private void runIt() throws Exception {
    browser.click("Run");
    browser.awaitText("as this command does on a terminal");
    browser.await("document.querySelector('#run button.primary').textContent === 'Run'");
    browser.script("document.querySelector('#run button.primary').click()");
    for (int i = 0; i < 900 && !browser.text().contains("In the database"); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    assertThat(browser.text())
        .contains("Every document is loaded.", "In the database", "2024-08-31", "Apache-2.0");
    findNoFault("a run");
    picture("workbench-run");
    browser.click("Rows");
  }

  private void save() throws Exception {
    browser.click("Save");
    browser.awaitText("Contract · saved");
    assertThat(Files.readString(contract)).isEqualTo(text());
    CommandLineCall explained =
        new CommandLineSession(folder.resolve("data"))
            .run(
                "contract",
                "explain",
                "--contract",
                contract.toString(),
                folder.resolve("poms").toString());
    assertThat(explained.exitCode()).as(explained.toString()).isZero();
    assertThat(explained.out()).contains("2024-08-31", "core");
  }

  private void meetAnotherEditor() throws Exception {
    // What is not saved yet stays; else the page would take the other text as soon as it is there.
    browser.script("document.querySelector('th .cell[data-column=built]').click()");
    browser.click("Add it to the key");
    await("key: [record_id, built]");
    String theirs = Files.readString(contract) + "# theirs\n";
    Files.writeString(contract, theirs);
    browser.awaitText("the key of project has 2 columns, not 1");
    browser.awaitText("these rows are of the last one without");
    browser.click("Save");
    browser.awaitText("poms.yaml was changed by somebody else");
    assertThat(Files.readString(contract)).isEqualTo(theirs);
    findNoFault("two texts");
    browser.click("Load what is there");
    await("# theirs\n");
    assertThat(text()).isEqualTo(theirs);
  }

  private void lookRound() throws Exception {
    browser.click("All samples");
    browser.awaitText("4 of 4 documents load");
    browser.awaitText("What the unsaved text changes");
    findNoFault("all samples");
    picture("workbench-samples");
    browser.click("Tables");
    browser.awaitText("CREATE TABLE");
    findNoFault("tables");
    picture("workbench-tables");
    browser.click("Rows");
    browser.click("Hide values");
    browser.await(
        "document.querySelector('td .cell[data-column=built]').textContent === '••••••••'");
    assertThat(browser.text()).doesNotContain("31.01.2024", "2024-01-31");
    browser.show(768, 1024, true);
    findNoFault("dark and narrow");
    assertThat(browser.script("return document.documentElement.scrollWidth")).isEqualTo(768);
  }

  /** Clicks a part of the document, as soon as it is there. */
  private void choose(String part, String text) throws Exception {
    String spot =
        "[...document.querySelectorAll('#document .spot[data-part="
            + part
            + "]')].find((one) => one.firstChild.textContent === '"
            + text
            + "')";
    browser.await(spot + " !== undefined");
    browser.script(spot + ".click()");
  }

  private String text() throws Exception {
    return String.valueOf(browser.script("return document.getElementById('editor').text()"));
  }

  private void await(String wanted) throws Exception {
    for (int i = 0; i < 200 && !text().contains(wanted); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertThat(text()).contains(wanted);
  }

  private void findNoFault(String where) throws Exception {
    List<?> faults = browser.seriousFaults();
    assertThat(faults).as(where).isEmpty();
  }

  /** Of what a person sees, for the documentation. */
  private void picture(String name) throws Exception {
    if (System.getProperty("xmlfleet.screenshots") != null) {
      ScreenshotsIT.take(browser, name + ".png");
    }
  }
}
