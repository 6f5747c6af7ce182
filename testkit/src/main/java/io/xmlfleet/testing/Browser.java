package io.xmlfleet.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Deadline;
import io.xmlfleet.message.FleetJson;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A headless Chromium, spoken to in WebDriver's own protocol. Confined to one thread. */
public final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");
  private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

  private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
  private static final String FAULTS =
      """
      const done = arguments[arguments.length - 1];
      axe.run(document, {resultTypes: ['violations'], ...%s}).then((found) => done(found.violations
          .filter((one) => one.impact === 'serious' || one.impact === 'critical')
          .map((one) => one.id + ': ' + one.nodes.map((node) => node.html).join(' | '))));
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process driver;
  private final URI server;
  private final String session;

  private Browser(Process driver, URI server, Path profile) throws Exception {
    this.driver = driver;
    this.server = server;
    List<String> arguments =
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--user-data-dir=" + profile);
    Map<String, Object> options =
        Map.of(
            "binary",
            find("chromium", "chromium-browser", "google-chrome").orElseThrow().toString(),
            "args",
            arguments);
    Map<String, Object> capabilities =
        Map.of("capabilities", Map.of("alwaysMatch", Map.of("goog:chromeOptions", options)));
    this.session =
        "/session/" + ((Map<?, ?>) call("POST", "/session", capabilities)).get("sessionId");
  }

  /** Whether there is one on this machine. */
  public static boolean exists() {
    return find("chromium", "chromium-browser", "google-chrome").isPresent()
        && find("chromedriver").isPresent();
  }

  /**
   * Starts one.
   *
   * @param profile a folder of its own
   */
  public static Browser start(Path profile) throws Exception {
    Process driver =
        new ProcessBuilder(find("chromedriver").orElseThrow().toString(), "--port=0")
            .redirectErrorStream(true)
            .start();
    try {
      // Closing the reader would close the driver's output; it says nothing more.
      BufferedReader said = driver.inputReader(StandardCharsets.UTF_8);
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        Matcher port = PORT.matcher(line);
        if (port.find()) {
          return new Browser(driver, URI.create("http://127.0.0.1:" + port.group(1)), profile);
        }
      }
      throw new AssertionError("chromedriver did not start");
    } catch (Exception | AssertionError e) {
      driver.destroyForcibly();
      throw e;
    }
  }

  private static Optional<Path> find(String... names) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .flatMap(folder -> Arrays.stream(names).map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Opens a page. */
  public void open(String url) throws Exception {
    call("POST", session + "/url", Map.of("url", url));
  }

  /** Runs a script in the page; what it returns. */
  public @Nullable Object script(String script, Object... arguments) throws Exception {
    return call(
        "POST", session + "/execute/sync", Map.of("script", script, "args", List.of(arguments)));
  }

  /** Runs a script that ends when it calls its last argument; with what it calls it. */
  public @Nullable Object asyncScript(String script) throws Exception {
    return call("POST", session + "/execute/async", Map.of("script", script, "args", List.of()));
  }

  /** What the page says, as people read it. */
  public String text() throws Exception {
    return String.valueOf(script("return document.body.innerText"));
  }

  /** Waits until the page says so. */
  public void awaitText(String wanted) throws Exception {
    Deadline deadline = Deadline.after(PATIENCE, Clock.systemUTC());
    while (!text().contains(wanted) && !deadline.expired()) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertThat(text()).contains(wanted);
  }

  /** Waits until a script returns true. */
  public void await(String condition) throws Exception {
    Deadline deadline = Deadline.after(PATIENCE, Clock.systemUTC());
    while (!Boolean.TRUE.equals(script("return " + condition))) {
      assertThat(deadline.expired()).as("%s; the page says:%n%s", condition, text()).isFalse();
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** Clicks the button or link with that text, as soon as it is there. */
  public void click(String label) throws Exception {
    String path =
        "//*[self::a or self::button or self::summary][normalize-space()='" + label + "']";
    Deadline deadline = Deadline.after(PATIENCE, Clock.systemUTC());
    while (true) {
      try {
        call("POST", session + "/element/" + element("xpath", path) + "/click", Map.of());
        return;
      } catch (IllegalStateException e) {
        // Not there yet, or drawn anew in between.
        if (deadline.expired()) {
          throw new AssertionError("cannot click " + label + "; the page says:\n" + text(), e);
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  /** Types into a field, as soon as it is there. */
  public void type(String selector, String text) throws Exception {
    await("document.querySelector('" + selector + "') !== null");
    call(
        "POST",
        session + "/element/" + element("css selector", selector) + "/value",
        Map.of("text", text));
  }

  /** Writes into what has the focus, where the cursor stands there. */
  public void insert(String text) throws Exception {
    devTools("Input.insertText", Map.of("text", text));
  }

  /**
   * Presses keys, all of them held until the last one is down, on what has the focus.
   *
   * @param keys in WebDriver's way: characters, and its private ones such as E009 for Ctrl
   */
  public void press(String... keys) throws Exception {
    List<Map<String, String>> steps = new ArrayList<>();
    for (String key : keys) {
      steps.add(Map.of("type", "keyDown", "value", key));
    }
    for (int i = keys.length - 1; i >= 0; i--) {
      steps.add(Map.of("type", "keyUp", "value", keys[i]));
    }
    call(
        "POST",
        session + "/actions",
        Map.of("actions", List.of(Map.of("type", "key", "id", "keyboard", "actions", steps))));
  }

  private String element(String using, String value) throws Exception {
    Object found = call("POST", session + "/element", Map.of("using", using, "value", value));
    return String.valueOf(((Map<?, ?>) found).get(ELEMENT));
  }

  /** How wide the page is, and in which colours it comes. */
  public void show(int width, int height, boolean dark) throws Exception {
    devTools(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    Map<String, String> scheme =
        Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    devTools("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
  }

  private void devTools(String command, Map<String, Object> parameters) throws Exception {
    call("POST", session + "/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
  }

  /** What of the page keeps people with a screen reader or a keyboard out, as axe says. */
  public List<?> seriousFaults() throws Exception {
    return faults("{}");
  }

  /** The same of its colours only, which is much quicker. */
  public List<?> faultsOfColour() throws Exception {
    return faults("{runOnly: ['color-contrast']}");
  }

  private List<?> faults(String options) throws Exception {
    if (!Boolean.TRUE.equals(script("return 'axe' in window"))) {
      try (InputStream axe = Browser.class.getResourceAsStream(AXE)) {
        assertThat(axe).isNotNull();
        script(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return (List<?>) asyncScript(FAULTS.formatted(options));
  }

  /** A picture of what is visible, as PNG. */
  public byte[] picture() throws Exception {
    return Base64.getDecoder().decode(String.valueOf(call("GET", session + "/screenshot", null)));
  }

  private @Nullable Object call(String method, String path, @Nullable Object body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(60));
    request.method(
        method,
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(FleetJson.write(body)));
    HttpResponse<byte[]> reply = client.send(request.build(), BodyHandlers.ofByteArray());
    Map<?, ?> json = FleetJson.read(reply.body(), Map.class);
    if (reply.statusCode() != 200) {
      throw new IllegalStateException(path + ": " + json.get("value"));
    }
    return json.get("value");
  }

  @Override
  public void close() throws IOException {
    try {
      call("DELETE", session, null);
      driver.destroy();
      assertThat(driver.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      driver.destroyForcibly();
    }
  }
}
