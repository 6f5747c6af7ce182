package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.xmlfleet.cli.CommandLineCall;
import io.xmlfleet.cli.Main;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.process.Shutdown;
import io.xmlfleet.testing.Browser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
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

  /** What one can use, but for what can be scrolled to. */
  private static final String OFF_THE_SCREEN =
      """
      const scrolls = (one) => one !== null && one !== document.documentElement
        && (/auto|scroll/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
      return [...document.querySelectorAll('button, input, select, [role=tab]')]
        .filter((one) => one.checkVisibility() && !scrolls(one.parentElement))
        .filter((one) => {
          const box = one.getBoundingClientRect();
          return box.left < 0 || box.right > window.innerWidth;
        })
        .map((one) => one.id || one.textContent);
      """;

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
    inFrontOfIt(this::goThrough);
  }

  @Test
  void fillsTablesThatTheDatabaseHas() throws Exception {
    assumeTrue(Browser.exists(), "no chromium and chromedriver here: the page was not tried");
    String url = "jdbc:h2:file:" + folder.resolve("theirs").toAbsolutePath();
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table licence (record_id varchar(200), license_no int, name varchar(60),"
              + " way varchar(9), primary key (record_id, license_no))");
    }
    for (int i = 1; i <= 4; i++) {
      Files.writeString(
          folder.resolve("poms").resolve("demo-" + i + ".xml"),
          pom(i).replace("</license>", "<distribution>repo</distribution></license>"));
    }
    inFrontOfIt(this::fillTheirTable, "--db", url);
  }

  /** In a process with less memory than the sample has bytes. */
  @Test
  void aLargeSampleDoesNotStopThePage() throws Exception {
    Path large = folder.resolve("poms").resolve("z.xml");
    String element = "<order no='1'><text>" + "x".repeat(1_000) + "</text></order>\n";
    try (Writer writer = Files.newBufferedWriter(large)) {
      writer.write("<orders>");
      for (int i = 0; i * 1_000 < 100_000_000; i++) {
        writer.write(element);
      }
      writer.write("</orders>");
    }
    Path written =
        Files.writeString(
            contract,
            """
            xmlfleet: 1
            contract: orders
            version: 1
            root: order
            tables:
              - table: orders
                rows: document
                columns: [{ column: no, type: int, from: /order/@no }]
            """);
    String text = Files.readString(written);

    try (FleetProcess page = small("whole", folder.resolve("poms").toString())) {
      String address = page.await("Workbench: (\\S+)");
      assertThat(ask(address, "state", Map.of())).contains("demo-1.xml", "z.xml", "refused");
      assertThat(ask(address, "look", Map.of("text", text, "sample", 0, "from", 1)))
          .contains("com.example.demo");
    }
    try (FleetProcess page = small("split", large.toString(), "--split", "/orders/order")) {
      String address = page.await("Workbench: (\\S+)");
      assertThat(ask(address, "samples", Map.of("text", text)))
          .contains("\"documents\":500", "\"loaded\":500");
    }
  }

  private FleetProcess small(String name, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx80m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                FleetProcess.classPath(),
                "io.xmlfleet.cli.Main",
                "contract",
                "edit",
                contract.toString()));
    command.addAll(List.of(arguments));
    return FleetProcess.startProgram(folder, name, "TERM", command);
  }

  private static String ask(String address, String name, Map<String, ?> body) throws Exception {
    String[] parts = address.split("#token=", -1);
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(parts[0]).resolve("api/" + name))
                    .header("Authorization", "Bearer " + parts[1])
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(FleetJson.write(body)))
                    .build(),
                BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private interface Steps {
    void go() throws Exception;
  }

  private void inFrontOfIt(Steps steps, String... options) throws Exception {
    Shutdown stop = new Shutdown();
    StringWriter out = new StringWriter();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "contract",
                "edit",
                contract.toString(),
                folder.resolve("poms").toString(),
                "--record-ids",
                "from_folder",
                "--data",
                folder.resolve("data").toString()));
    arguments.addAll(List.of(options));
    Thread serving =
        new Thread(
            () ->
                Main.run(
                    arguments.toArray(String[]::new),
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
      steps.go();
    } finally {
      stop.ask();
      serving.join(30_000);
    }
    assertThat(serving.isAlive()).isFalse();
  }

  private void fillTheirTable() throws Exception {
    browser.awaitText("all samples: 4 load, 0 rejected");
    choose("element", "license");
    browser.awaitText("Or a table of the database");
    findNoFault("tables of the database");
    browser.script("document.getElementById('live-table').value = 'PUBLIC.LICENCE'");
    browser.click("Make it this table");
    browser.awaitText("LICENCE 1 row");
    assertThat(text())
        .contains(
            "- table: LICENCE",
            "key: [RECORD_ID, LICENSE_NO]",
            "{ column: NAME, type: string(60), from: name }");

    choose("text", "repo");
    browser.awaitText("Column of the database");
    findNoFault("columns of the database");
    browser.script(
        "const live = document.getElementById('live-column');"
            + " live.selectedIndex = [...live.options].findIndex((one) => one.textContent"
            + " === 'WAY, string(9)'); live.dispatchEvent(new Event('change'))");
    assertThat(browser.script("return document.getElementById('new-type').value"))
        .isEqualTo("string(9)");
    browser.script("document.getElementById('new-type').value = 'string(99)'");
    browser.click("Add column");
    await("{ column: WAY, type: string(99), from: distribution }");

    browser.click("Tables");
    browser.click("Compare with the live tables");
    browser.awaitText("no table project");
    assertThat(browser.text())
        .contains("LICENCE.WAY: string(99) into character varying(9), which is narrower")
        .contains("ALTER TABLE \"LICENCE\" ALTER COLUMN \"WAY\"")
        .doesNotContain("no table LICENCE");
    findNoFault("differences");
    browser.click("In the contract: make WAY string(9)");
    await("{ column: WAY, type: string(9), from: distribution }");
    browser.await("!document.getElementById('tables').innerText.includes('LICENCE.WAY')");
    lookAtEachSize("Tables");
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
    lookAtEachSize("Rows", "Source", "Run", "Tables");
  }

  private void lookAtEachSize(String... places) throws Exception {
    for (int width : new int[] {768, 1920}) {
      boolean dark = width == 768;
      browser.show(width, dark ? 1024 : 1080, dark);
      for (String place : places) {
        browser.click(place);
        String where = place + " at " + width + " pixels";
        findNoFault(where);
        assertThat(browser.script("return document.documentElement.scrollWidth"))
            .as(where)
            .isEqualTo(width);
        assertThat((List<?>) browser.script(OFF_THE_SCREEN)).as(where).isEmpty();
      }
    }
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
