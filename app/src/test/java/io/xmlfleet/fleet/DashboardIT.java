package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.xmlfleet.testing.Browser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person in front of the dashboard, while a fleet loads the sample. */
class DashboardIT {
  @TempDir Path folder;
  private Browser browser;

  @Test
  void showsARunWhileItGoesAndSendsWhatIsRepaired() throws Exception {
    assumeTrue(Browser.exists(), "no chromium and chromedriver here: the page was not tried");
    try (WatchedFleet fleet = new WatchedFleet(folder)) {
      browser = fleet.browser();
      WatchedFleet.Running aggregator = fleet.aggregate();
      fleet.produce("mine");
      fleet.open("#/runs/mine");
      browser.script("window.openedOnce = true");
      browser.awaitText("0 of 200 (0.0 %)");
      WatchedFleet.Running consumer = fleet.consume();
      watch();

      aggregator.end();
      browser.awaitText("The server does not answer");
      fleet.aggregate();
      browser.await("document.getElementById('connection').textContent === ''");

      openDocument(fleet.token());
      consumer.end();
      fleet.repairContract();
      fleet.consume();
      replay();
      lookRound();
      assertThat(browser.script("return window.openedOnce")).isEqualTo(true);
    }
  }

  private void watch() throws Exception {
    browser.await("document.querySelector('progress').value === 200");
    browser.awaitText("200 of 200 (100.0 %)");
    browser.awaitText("application.decision has no entry in enum decision");
    assertThat(browser.text()).contains("Failed 6", "Loaded 194", "Mapping 2", "bureau_report");
    findNoFault("a run");
  }

  private void openDocument(String token) throws Exception {
    browser.click("mine/84");
    browser.awaitText("/Application/Decision/@status → application.decision");
    assertThat(browser.text()).doesNotContain("WITHDRAWN");
    browser.click("Show the document");
    browser.type("#token", "not the token of this dashboard");
    browser.click("Go on");
    browser.awaitText("That is not the token.");
    browser.type("#token", token);
    browser.click("Go on");
    browser.awaitText("The failing place is marked: line 3");
    assertThat(browser.script("return document.querySelector('mark').textContent"))
        .isEqualTo("status=\"WITHDRAWN\"");
    findNoFault("a letter with its document");
  }

  private void replay() throws Exception {
    browser.click("Replay");
    browser.awaitText("1 document would be sent to work again.");
    findNoFault("a question");
    browser.click("Replay 1 document");
    browser.awaitText("1 document sent to work again.");
    browser.awaitText("it is loaded, or there never was one");
    browser.script("location.hash = '#/runs/mine'");
    browser.awaitText("Failed 5");
    browser.awaitText("Loaded 195");
  }

  private void lookRound() throws Exception {
    browser.script("location.hash = '#/letters?run=mine'");
    browser.awaitText("5 dead letters");
    findNoFault("the letters");
    browser.show(375, 800, true);
    findNoFault("the letters, dark and narrow");
    assertThat(browser.script("return document.documentElement.scrollWidth")).isEqualTo(375);
    browser.script("location.hash = '#/'");
    browser.awaitText("Complete");
    findNoFault("the runs");
    browser.script(
        """
        const fetched = window.fetch;
        window.fetch = (from, asked) => {
          if (!String(from).includes('over-time')) {
            return fetched(from, asked);
          }
          window.fetch = fetched;
          return Promise.reject(new Error('nobody answers'));
        };
        location.hash = '#/runs/mine';
        """);
    browser.awaitText("The reasons cannot be read: The server does not answer.");
    browser.awaitText("Failures over time"); // asked for again
    assertThat(browser.text()).doesNotContain("cannot be read");
    browser.script("location.hash = '#/fleet'");
    browser.awaitText("Most time goes into");
    assertThat(browser.text()).contains("127.0.0.1", "credit-applications@", ".work-high", "MiB");
    findNoFault("the fleet");
  }

  /** What axe says about the page as it is. */
  private void findNoFault(String where) throws Exception {
    assertThat(browser.seriousFaults()).as(where).isEmpty();
  }
}
