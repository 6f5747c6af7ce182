package io.xmlfleet.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.Stage;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.http.AccessRules;
import io.xmlfleet.http.AccessToken;
import io.xmlfleet.http.ProxyUsers;
import io.xmlfleet.http.TlsSettings;
import io.xmlfleet.message.LetterAction;
import io.xmlfleet.settings.Secret;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what, and in whose name it is done. */
class AccessTest {
  private static final String OPERATOR = "the-token-of-operators";
  private static final String READER = "the-token-of-readers";
  private static final List<AccessToken> OPERATORS =
      AccessToken.parse(List.of("# for the night shift", OPERATOR, "carl: the-token-of-carl"));
  private static final String REPLAY = "{\"items\":[\"a/1\"],\"dryRun\":false}";

  @TempDir Path folder;
  private final FakeProgressSource progress = new FakeProgressSource();
  private final FakeDeadLetterService letters = new FakeDeadLetterService();
  private final List<Dashboard> open = new ArrayList<>();

  @BeforeEach
  void aLetter() {
    letters.add("a", 1, Stage.MAPPING, "amount is not a number", "/Loan/Amount/@value");
  }

  @AfterEach
  void stop() {
    open.forEach(Dashboard::close);
  }

  @Test
  void readersSeeNoDocumentsAndDoNothing() throws Exception {
    Dashboard dashboard = serve(AccessToken.parse(List.of(READER)), null);

    for (String path :
        List.of("api/runs", "api/dead-letters", "api/dead-letters/export", "api/fleet")) {
      assertThat(get(dashboard, path, null)).as(path).isEqualTo(401);
      assertThat(get(dashboard, path, "wrong")).as(path).isEqualTo(401);
      assertThat(get(dashboard, path, READER)).as(path).isEqualTo(200);
      assertThat(get(dashboard, path, OPERATOR)).as(path).isEqualTo(200);
    }
    String document = "api/dead-letters/a/1?document=true";
    assertThat(get(dashboard, document, READER)).isEqualTo(401);
    assertThat(post(dashboard, "Authorization", "Bearer " + READER)).isEqualTo(401);
    assertThat(letters.done()).isEmpty();
    assertThat(get(dashboard, document, OPERATOR)).isEqualTo(200);
    for (String path : List.of("", "app.js", "health/live", "api/session", "api/openapi.json")) {
      assertThat(get(dashboard, path, null)).as(path).isEqualTo(200);
    }
    assertThat(body(dashboard, "api/session", null))
        .isEqualTo("{\"role\":\"NOBODY\",\"name\":\"\"}");
    assertThat(body(dashboard, "api/session", READER)).contains("READER", "xmlfleet {command}");
  }

  @Test
  void whatIsDoneStandsUnderTheNameOfTheToken() throws Exception {
    Dashboard dashboard = serve(List.of(), null);

    assertThat(post(dashboard, "Authorization", "Bearer the-token-of-carl")).isEqualTo(200);
    letters.add("a", 1, Stage.MAPPING, "again", "here");
    assertThat(post(dashboard, "Authorization", "Bearer " + OPERATOR)).isEqualTo(200);

    assertThat(letters.done()).extracting(LetterAction::by).containsExactly("carl", "ann@host");
    assertThat(letters.done().get(0).at()).isNotNull();
  }

  @Test
  void aTrustedProxySaysWhoTheUserIs() throws Exception {
    ProxyUsers proxy = ProxyUsers.of(List.of("127.0.0.1"), "X-Forwarded-User", List.of("eve"));
    Dashboard dashboard = serve(AccessToken.parse(List.of(READER)), proxy);

    assertThat(post(dashboard, "X-Forwarded-User", "bob")).isEqualTo(401);
    assertThat(letters.done()).isEmpty();
    assertThat(post(dashboard, "X-Forwarded-User", "eve")).isEqualTo(200);
    assertThat(letters.done()).extracting(LetterAction::by).containsExactly("eve");
    assertThat(send(dashboard, "api/session", "X-Forwarded-User", "bob").body())
        .contains("\"role\":\"READER\",\"name\":\"bob\"");
    assertThat(get(dashboard, "api/runs", null)).as("not through the proxy").isEqualTo(401);
  }

  /** A proxy that adds to what a client sends: which of them is the proxy's, nobody knows. */
  @ParameterizedTest
  @CsvSource({"eve, bob", "bob, eve", "'', eve", "eve, ''", "eve, eve"})
  void aUserThatIsNamedTwiceIsNobody(String first, String second) throws Exception {
    ProxyUsers proxy = ProxyUsers.of(List.of("127.0.0.1"), "X-Forwarded-User", List.of("eve"));
    Dashboard dashboard = serve(List.of(), proxy);
    String[] twice = {"X-Forwarded-User", first, "x-forwarded-user", second};

    assertThat(post(dashboard, twice)).isEqualTo(400);
    HttpResponse<String> reply = send(dashboard, "api/session", twice);
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).contains("X-Forwarded-User is there twice").doesNotContain("eve");
    assertThat(letters.done()).isEmpty();
  }

  @Test
  void nobodyElseSaysWhoTheUserIs() throws Exception {
    ProxyUsers proxy = ProxyUsers.of(List.of("192.0.2.7"), "X-Forwarded-User", List.of("eve"));
    Dashboard dashboard = serve(List.of(), proxy);

    assertThat(post(dashboard, "X-Forwarded-User", "eve")).isEqualTo(403);
    assertThat(send(dashboard, "api/runs", "X-Forwarded-User", "eve").statusCode()).isEqualTo(403);
    assertThat(letters.done()).isEmpty();
    assertThat(get(dashboard, "api/runs", null)).isEqualTo(200);
  }

  @Test
  void pagesOfOthersDoNothingThroughAProxysLogin() throws Exception {
    ProxyUsers proxy = ProxyUsers.of(List.of("127.0.0.1"), "X-Forwarded-User", List.of("eve"));
    Dashboard dashboard = serve(List.of(), proxy);

    for (String site : List.of("cross-site", "same-site")) {
      assertThat(post(dashboard, "X-Forwarded-User", "eve", "Sec-Fetch-Site", site)).isEqualTo(403);
    }
    assertThat(letters.done()).isEmpty();
    assertThat(post(dashboard, "X-Forwarded-User", "eve", "Sec-Fetch-Site", "same-origin"))
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing", "short", "carl: short"})
  void refusesAFileWithoutAUsableToken(String line) {
    assertThatThrownBy(() -> AccessToken.parse(List.of(line)))
        .isInstanceOf(UsageException.class)
        .hasMessageNotContaining("short");
  }

  @Test
  void refusesAHeaderWithoutAProxy() {
    assertThatThrownBy(() -> ProxyUsers.of(List.of(), "X-Forwarded-User", List.of()))
        .hasMessageContaining("--http-trusted-proxy");
    assertThatThrownBy(() -> ProxyUsers.of(List.of("127.0.0.1"), "Authorization", List.of()))
        .hasMessageContaining("no header");
  }

  @Test
  void speaksTlsWithAKeyStore() throws Exception {
    Path store = folder.resolve("keys.p12");
    makeKeys(store);
    DashboardSettings settings =
        settings(List.of(), null, new TlsSettings(store, Secret.of("changeit")));
    Dashboard dashboard =
        Dashboard.start(settings, sources(), Clock.systemUTC(), Duration.ofSeconds(1));
    open.add(dashboard);
    progress.publish(Reports.at("run", 1));
    HttpClient client = HttpClient.newBuilder().sslContext(trusting(store)).build();

    assertThat(dashboard.url()).startsWith("https://127.0.0.1:");
    HttpResponse<InputStream> stream =
        client.send(
            HttpRequest.newBuilder(URI.create(dashboard.url() + "api/runs/run/events"))
                .header("Accept", "text/event-stream")
                .build(),
            BodyHandlers.ofInputStream());
    assertThat(stream.statusCode()).isEqualTo(200);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
    for (int i = 2; i < 5; i++) {
      // Longer than a request may take to come.
      TimeUnit.MILLISECONDS.sleep(600);
      progress.publish(Reports.at("run", i));
      String wanted = "\"loaded\":" + i + ',';
      assertThat(lines.lines().anyMatch(line -> line.contains(wanted))).isTrue();
    }
    stream.body().close();
  }

  @Test
  void saysWhatIsWrongWithAKeyStore() throws Exception {
    Path store = folder.resolve("keys.p12");
    makeKeys(store);
    for (TlsSettings wrong :
        List.of(
            new TlsSettings(store, Secret.of("another")),
            new TlsSettings(folder.resolve("none.p12"), Secret.of("changeit")))) {
      assertThatThrownBy(
              () -> Dashboard.start(settings(List.of(), null, wrong), sources(), Clock.systemUTC()))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining(wrong.keyStore().toString())
          .hasMessageNotContaining("another");
    }
  }

  private static void makeKeys(Path store) throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-alias",
            "dashboard",
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=ip:127.0.0.1",
            "-storetype",
            "PKCS12",
            "-storepass",
            "changeit",
            "-keystore",
            store.toString());
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
  }

  private static SSLContext trusting(Path store) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "changeit".toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("dashboard", keys.getCertificate("dashboard"));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private Dashboard serve(List<AccessToken> readers, @Nullable ProxyUsers proxy) {
    Dashboard dashboard =
        Dashboard.start(settings(readers, proxy, null), sources(), Clock.systemUTC());
    open.add(dashboard);
    return dashboard;
  }

  private static DashboardSettings settings(
      List<AccessToken> readers, @Nullable ProxyUsers proxy, @Nullable TlsSettings tls) {
    AccessRules rules = new AccessRules(OPERATORS, readers, proxy, "ann@host");
    return new DashboardSettings("127.0.0.1", 0, rules, tls, "xmlfleet {command}");
  }

  private Dashboard.Sources sources() {
    return new Dashboard.Sources(
        progress, letters, new FakeFleetService(), () -> new HealthStatus(true, true, "ready"));
  }

  private static int get(Dashboard dashboard, String path, @Nullable String token)
      throws Exception {
    return answer(dashboard, path, token).statusCode();
  }

  private static String body(Dashboard dashboard, String path, @Nullable String token)
      throws Exception {
    return answer(dashboard, path, token).body();
  }

  private static HttpResponse<String> answer(
      Dashboard dashboard, String path, @Nullable String token) throws Exception {
    return token == null
        ? send(dashboard, path)
        : send(dashboard, path, "Authorization", "Bearer " + token);
  }

  private static HttpResponse<String> send(Dashboard dashboard, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(dashboard.url() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  private static int post(Dashboard dashboard, String... headers) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(dashboard.url() + "api/replay"))
                .headers(headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(REPLAY))
                .build(),
            BodyHandlers.ofString())
        .statusCode();
  }
}
