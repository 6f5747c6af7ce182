package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.testing.Browser;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Makes the documentation's pictures from a real run: {@code docs/screenshots.sh}. */
@EnabledIfSystemProperty(named = "xmlfleet.screenshots", matches = ".+")
class ScreenshotsIT {
  private static final int MOST_BYTES = 200_000;

  @TempDir Path folder;

  @Test
  void takesPictures() throws Exception {
    try (WatchedFleet fleet = new WatchedFleet(folder)) {
      Browser browser = fleet.browser();
      fleet.aggregate();
      fleet.produce("monday");
      fleet.open("#/runs/monday");
      browser.awaitText("of 200");
      fleet.consume();
      browser.awaitText("200 of 200");
      browser.awaitText("application.decision has no entry in enum decision");
      browser.show(1280, 1000, false);
      take(browser, "dashboard-run.png");
      browser.show(375, 812, true);
      take(browser, "dashboard-phone.png");
      browser.show(1280, 900, false);
      browser.script("sessionStorage.setItem('xmlfleet-token', arguments[0])", fleet.token());
      browser.script("location.hash = '#/letters/monday/84'");
      browser.click("Show the document");
      browser.awaitText("The failing place is marked");
      browser.script("window.scrollTo(0, 0)");
      take(browser, "dashboard-letter.png");
      browser.script("location.hash = '#/letters'");
      browser.awaitText("6 dead letters");
      take(browser, "dashboard-letters.png");
    }
  }

  static void take(Browser browser, String name) throws Exception {
    browser.asyncScript(
        "const done = arguments[arguments.length - 1];"
            + " requestAnimationFrame(() => setTimeout(done, 500));");
    byte[] picture = browser.picture();
    assertThat(picture).hasSizeLessThan(MOST_BYTES);
    Path folder = Path.of(System.getProperty("xmlfleet.screenshots"));
    Files.write(Files.createDirectories(folder).resolve(name), picture);
  }
}
