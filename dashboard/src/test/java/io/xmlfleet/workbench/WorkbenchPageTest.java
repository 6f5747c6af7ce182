package io.xmlfleet.workbench;

import static io.xmlfleet.workbench.ServedWorkbench.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.xmlfleet.testing.Browser;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page does by itself: where the focus is, what it hides, what stays in sight. */
class WorkbenchPageTest {
  private static final String CONTRACT =
      """
      xmlfleet: 1
      contract: orders
      root: Order
      tables:
        - table: orders
          columns: [{ column: day, type: string(20), from: /Order/Day }]
        - table: kinds
          columns: [{ column: kind, type: string(20), from: /Order/Kind }]
      """;

  private static final String TAB = "\uE004";
  private static final String SHIFT = "\uE008";
  private static final String CTRL = "\uE009";
  private static final String END = "\uE010";
  private static final String F6 = "\uE036";

  @TempDir static Path browserFolder;
  private static Browser browser;

  @TempDir Path folder;
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
    workbench =
        new ServedWorkbench(
            folder.resolve("contract.yaml"),
            CONTRACT,
            null,
            document("1.xml", "<Order><Day>Monday</Day><Kind>a kind</Kind></Order>"));
    browser.show(1280, 500, false);
    browser.open(workbench.address());
    browser.awaitText("all samples: 1 load, 0 rejected");
  }

  @AfterEach
  void close() throws Exception {
    browser.script("window.onbeforeunload = null");
    browser.open("about:blank");
    workbench.close();
  }

  @Test
  void hidesValuesAlsoWhileTheTextHasProblems() throws Exception {
    focusEditor();
    browser.insert("zzz: 1\n");
    browser.awaitText("Line 1");
    browser.click("Hide values");
    assertThat(browser.text()).contains("••••••", "these rows are of the last one");
    assertThat(browser.text()).doesNotContain("Monday", "a kind");
    browser.click("Source");
    browser.await("document.querySelector('#source .src') !== null");
    browser.click("Hide values");
    assertThat(browser.text()).contains("Monday");
    browser.click("Hide values");
    assertThat(browser.text()).doesNotContain("Monday");
  }

  @Test
  void goesFromPaneToPaneByOneKey() throws Exception {
    for (String pane : new String[] {"document", "contract", "result", "details", "document"}) {
      browser.press(F6);
      assertThat(paneOfFocus()).isEqualTo(pane);
    }
    browser.press(SHIFT, F6);
    assertThat(paneOfFocus()).isEqualTo("details");
    assertThat(
            browser.script(
                "return getComputedStyle(document.activeElement).outlineStyle !== 'none'"))
        .as("the focus can be seen")
        .isEqualTo(true);
  }

  /** However many tables there are, the rows are one stop. */
  @Test
  void tabLeavesTheRowsAtOnce() throws Exception {
    browser.show(768, 500, false);
    browser.script("document.querySelector('#rows .cell').focus()");
    browser.press(TAB);
    assertThat(browser.script("return document.activeElement.closest('#rows') === null"))
        .isEqualTo(true);
  }

  @Test
  void theCursorStaysInSightWhenProblemsTakeRoom() throws Exception {
    browser.show(1280, 300, false);
    focusEditor();
    browser.press(CTRL, END);
    browser.insert("zzz: 1\nyyy: 2\nxxx: 3\n");
    browser.awaitText("Line");
    browser.await(
        """
        (() => {
          const root = document.getElementById('editor');
          const cursor = root.shadowRoot.querySelector('.cm-cursor-primary');
          return cursor !== null && cursor.getBoundingClientRect().bottom <= root.getBoundingClientRect().bottom + 1;
        })()
        """
            .strip());
  }

  @Test
  void offersHowAPathMayEndBelowEachSlash() throws Exception {
    focusEditor();
    browser.press(CTRL, END);
    browser.insert("  - table: more\n    columns: [{ column: x, from: Da");
    browser.insert("y");
    browser.await(offered("/Order/Day"));
    browser.insert("/");
    browser.insert("t");
    browser.await(offered("Day/text()"));
    assertThat(browser.script("return " + offered("ancestor::"))).isEqualTo(false);
  }

  private static String offered(String label) {
    return "[...document.getElementById('editor').shadowRoot.querySelectorAll('.cm-completionLabel')]"
        + ".some((each) => each.textContent === '"
        + label
        + "')";
  }

  private static void focusEditor() throws Exception {
    browser.script(
        "document.getElementById('editor').shadowRoot.querySelector('.cm-content').focus()");
  }

  private static Object paneOfFocus() throws Exception {
    return browser.script(
        "return document.activeElement.closest('.pane').className.replace('pane ', '')");
  }
}
