package io.xmlfleet.workbench;

import static io.xmlfleet.workbench.ServedWorkbench.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.xmlfleet.testing.Browser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clicks, keys, saving and the texts of other editors that meet on the page: nothing is lost
 * silently. Answers are held back in the browser, so that each meeting happens.
 */
class MeetingTextsTest {
  private static final String CONTRACT =
      """
      xmlfleet: 1
      contract: orders
      root: Order
      tables:
        - table: orders
          key: [record_id]
          columns:
            - { column: record_id, type: string(400), meta: record-id, required: true }
            - { column: day, type: string(20), from: /Order/Day }
            - { column: kind, type: string(20), from: /Order/Kind }
      """;

  /** Holds back the answers of one question, after the server gave them. */
  private static final String HOLDER =
      """
      window.holding = null;
      window.held = [];
      const real = window.fetch;
      window.fetch = async (url, options) => {
        const answer = await real(url, options);
        if (window.holding !== null && url.includes('/' + window.holding)) {
          await new Promise((resolve) => window.held.push(resolve));
        }
        return answer;
      };
      """;

  @TempDir static Path browserFolder;
  private static Browser browser;

  @TempDir Path folder;
  private Path file;
  private ServedWorkbench workbench;

  @BeforeAll
  static void startBrowser() throws Exception {
    assumeTrue(Browser.exists(), "no chromium and chromedriver here: the page was not tried");
    browser = Browser.start(browserFolder.resolve("profile"));
  }

  @AfterAll
  static void stopBrowser() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() throws Exception {
    file = folder.resolve("contract.yaml");
    workbench =
        new ServedWorkbench(
            file,
            CONTRACT,
            null,
            document("1.xml", "<Order><Day>Monday</Day><Kind>a</Kind></Order>"),
            document("2.xml", "<Order><Day>Tuesday</Day><Kind>b</Kind></Order>"));
    browser.show(1280, 800, false);
    browser.open(workbench.address());
    browser.awaitText("all samples: 2 load, 0 rejected");
    browser.script(HOLDER);
  }

  @AfterEach
  void close() throws Exception {
    browser.script("window.onbeforeunload = null");
    browser.open("about:blank");
    workbench.close();
  }

  @Test
  void anEditKeepsWhatIsTypedWhileItIsAskedFor() throws Exception {
    chooseColumn("day");
    hold("edit/key");
    browser.click("Add it to the key");
    awaitHeld(1);
    type("# typed meanwhile");
    release();

    awaitText("key: [record_id, day]");
    assertThat(text()).contains("# typed meanwhile");
  }

  @Test
  void twoEditsAtOnceAreBothDone() throws Exception {
    chooseColumn("day");
    hold("edit/key");
    browser.click("Add it to the key");
    awaitHeld(1);
    chooseColumn("kind");
    browser.script(
        "[...document.querySelectorAll('#details button')].find((one) => one.textContent === 'Add it to the key').click()");
    release();

    awaitText("day, kind]");
    assertThat(text()).contains("key: [record_id, day, kind]");
  }

  @Test
  void anEditThatIsClickedWhileAnotherEditorsTextIsLoadedIsDoneToThatText() throws Exception {
    chooseColumn("day");
    hold("state");
    Files.writeString(file, CONTRACT + "# theirs\n");
    awaitHeld(1);
    browser.click("Add it to the key");
    TimeUnit.MILLISECONDS.sleep(300); // the click is not waited for by anything that can be seen
    release();

    awaitText("# theirs");
    awaitText("key: [record_id, day]");
    assertThat(Files.readString(file)).isEqualTo(CONTRACT + "# theirs\n");
  }

  @Test
  void anEditThatWasAskedForBeforeAnotherEditorsTextCameLosesNeither() throws Exception {
    chooseColumn("day");
    hold("edit/key");
    browser.click("Add it to the key");
    awaitHeld(1);
    Files.writeString(file, CONTRACT + "# theirs\n");
    TimeUnit.MILLISECONDS.sleep(4_000); // longer than the page waits between two looks
    release();

    awaitText("key: [record_id, day]");
    if (!text().contains("# theirs")) {
      browser.awaitText("contract.yaml was changed by somebody else");
    }
  }

  @Test
  void whatIsTypedWhileAnotherEditorsTextIsLoadedStays() throws Exception {
    hold("state");
    Files.writeString(file, CONTRACT + "# theirs\n");
    awaitHeld(1);
    type("# mine");
    release();

    browser.awaitText("contract.yaml was changed by somebody else");
    assertThat(text()).contains("# mine");
  }

  @Test
  void savingTwiceAtOnceIsNoConflict() throws Exception {
    type("# mine");
    hold("save");
    save();
    save();
    awaitHeld(1);
    release();

    browser.awaitText("Contract · saved");
    TimeUnit.MILLISECONDS.sleep(500); // a second answer would have come
    assertThat(browser.text()).doesNotContain("changed by somebody else");
    assertThat(Files.readString(file)).contains("# mine");
  }

  @Test
  void lookingAtTheFileWhileItIsSavedIsNoConflict() throws Exception {
    type("# mine");
    hold("save");
    save();
    awaitHeld(1);
    TimeUnit.MILLISECONDS.sleep(4_000); // longer than the page waits between two looks
    assertThat(browser.text()).doesNotContain("changed by somebody else");
    release();
    browser.awaitText("Contract · saved");
  }

  @Test
  void savingBehindAnEditSavesTheEdit() throws Exception {
    chooseColumn("day");
    hold("edit/key");
    browser.click("Add it to the key");
    awaitHeld(1);
    browser.script("document.getElementById('save').disabled = false");
    save();
    release();

    awaitText("key: [record_id, day]");
    browser.awaitText("Contract · saved");
    assertThat(Files.readString(file)).contains("key: [record_id, day]");
  }

  @Test
  void whatIsTypedWhileItIsSavedIsNotSaidToBeSaved() throws Exception {
    type("# first");
    hold("save");
    save();
    awaitHeld(1);
    type("# second");
    release();

    browser.await("document.getElementById('saved').textContent === '· not saved'");
    assertThat(Files.readString(file)).contains("# first").doesNotContain("# second");
    browser.click("Save");
    browser.awaitText("Contract · saved");
    assertThat(Files.readString(file)).contains("# second");
  }

  @Test
  void overwritingAsksAgainIfTheFileWasWrittenOnceMore() throws Exception {
    type("# mine");
    Files.writeString(file, CONTRACT + "# theirs\n");
    browser.awaitText("contract.yaml was changed by somebody else");
    Files.writeString(file, CONTRACT + "# theirs, once more\n");
    browser.click("Overwrite it (it is kept as a backup)");
    browser.awaitText("contract.yaml was changed by somebody else");
    assertThat(Files.readString(file)).contains("# theirs, once more");
    browser.click("Overwrite it (it is kept as a backup)");
    browser.awaitText("Contract · saved");
    assertThat(Files.readString(file)).contains("# mine");
    assertThat(folder.resolve("contract.yaml.bak")).hasContent(CONTRACT + "# theirs, once more\n");
  }

  @Test
  void aFileThatGoesWhileItIsLoadedTakesNoTextAway() throws Exception {
    hold("disk");
    Files.writeString(file, CONTRACT + "# theirs\n");
    awaitHeld(1);
    Files.delete(file);
    release();

    browser.awaitText("contract.yaml is gone");
    assertThat(text()).isEqualTo(CONTRACT);
  }

  @Test
  void theAnswerOfAnOlderQuestionIsNotShown() throws Exception {
    hold("why");
    browser.script("document.querySelector('td .cell[data-column=day]').click()");
    awaitHeld(1);
    browser.script("window.holding = null");
    browser.script("document.querySelector('td .cell[data-column=kind]').click()");
    browser.awaitText("orders.kind, row 1");
    release();
    TimeUnit.MILLISECONDS.sleep(500); // the older answer would have been shown
    assertThat(browser.text()).contains("orders.kind, row 1").doesNotContain("orders.day, row 1");
  }

  @Test
  void theAnswerAboutAnotherSampleIsNotShown() throws Exception {
    hold("fate");
    browser.script("document.querySelector('#document .spot[data-part=text]').click()");
    awaitHeld(1);
    browser.script("window.holding = null");
    browser.script("document.getElementById('next').click()");
    browser.await(
        "document.querySelector('#document .spot[data-part=text]').textContent.startsWith('Tuesday')");
    release();
    TimeUnit.MILLISECONDS.sleep(500); // the older answer would have been shown
    assertThat(browser.text()).doesNotContain("What becomes of it");
  }

  @Test
  void aTextThatWaitsIsAskedForAlsoIfTheOneBeforeFails() throws Exception {
    browser.script(
        """
        const before = window.fetch;
        let failed = false;
        window.fetch = async (url, options) => {
          if (url.includes('/look') && !failed) {
            failed = true;
            await new Promise((resolve) => window.held.push(resolve));
            throw new TypeError('not reached');
          }
          return before(url, options);
        };
        """);
    type("# first");
    awaitHeld(1);
    type("zzz: 1\n");
    TimeUnit.MILLISECONDS.sleep(300); // it waits by now
    release();
    browser.awaitText("Line 2");
  }

  private void chooseColumn(String column) throws Exception {
    browser.script("document.querySelector('th .cell[data-column=" + column + "]').click()");
    browser.awaitText("Column orders." + column);
  }

  private void hold(String name) throws Exception {
    browser.script("window.holding = arguments[0]; window.held = []", name);
  }

  private void awaitHeld(int count) throws Exception {
    browser.await("window.held.length >= " + count);
  }

  /** Lets go what was held, and what comes. */
  private void release() throws Exception {
    browser.script("window.holding = null; window.held.splice(0).forEach((go) => go())");
  }

  private void save() throws Exception {
    browser.script("document.getElementById('save').click()");
  }

  /** Writes where the cursor stands, at first at the beginning of the text, as somebody does. */
  private void type(String text) throws Exception {
    browser.script(
        "document.getElementById('editor').shadowRoot.querySelector('.cm-content').focus()");
    browser.insert(text.startsWith("#") ? text + " \n" : text);
  }

  private String text() throws Exception {
    return String.valueOf(browser.script("return document.getElementById('editor').text()"));
  }

  private void awaitText(String wanted) throws Exception {
    for (int i = 0; i < 150 && !text().contains(wanted); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertThat(text()).contains(wanted);
  }
}
