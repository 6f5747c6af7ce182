package io.xmlfleet.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.http.AuthenticationFilter.HostNames;
import io.xmlfleet.settings.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over sockets, since a client's library would not be as slow. */
class SlowConnectionsTest {
  private static final Duration LIMIT = Duration.ofMillis(400);
  private static final Duration BETWEEN_BYTES = Duration.ofMillis(50);
  private static final int MOST_BYTES = 400; // twenty seconds
  private static final String HEAD = "GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final HttpServer server = serving(LIMIT);

  private static HttpServer serving(Duration limit) {
    return HttpServer.start(
        new HttpServer.Setup("test", "127.0.0.1", 0, 1_000_000, limit),
        new AuthenticationFilter(
            new HostNames("127.0.0.1"),
            AccessRules.of(new AccessToken(null, Secret.of("a-token-that-is-long")), "")),
        List.of(
            Route.open(
                "/slow",
                ctx -> {
                  Thread.sleep(LIMIT.multipliedBy(4).toMillis());
                  ctx.result("answered");
                }),
            Route.open("/quick", ctx -> ctx.result("answered"))));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET /quick HTTP/1.1\r\nX-Long: ",
        "POST /quick HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999\r\n\r\n",
        "GET /quick HTTP/1.1\r\nHost: localhost\r\n\r\nGET /quick HTTP/1.1\r\nX-Long: "
      })
  void closesWhatBringsAByteNowAndThen(String beginning) throws Exception {
    try (Socket socket = connect()) {
      send(socket, beginning);
      int sent = 0;
      while (sent < MOST_BYTES && isOpen(socket)) {
        sent++;
        Thread.sleep(BETWEEN_BYTES.toMillis());
      }

      assertThat(sent).isLessThan(MOST_BYTES);
    }
  }

  @Test
  void closesWhatBringsNothing() throws Exception {
    try (Socket socket = connect()) {
      assertThat(rest(socket)).isEmpty();
    }
  }

  @Test
  void leavesALongAnswerAlone() throws Exception {
    try (Socket socket = connect()) {
      send(socket, HEAD.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));

      assertThat(rest(socket)).startsWith("HTTP/1.1 200").endsWith("answered");
    }
  }

  @Test
  void leavesAConnectionBetweenTwoRequestsAlone() throws Exception {
    try (Socket socket = connect()) {
      send(socket, HEAD.replace("/slow", "/quick"));
      Thread.sleep(LIMIT.multipliedBy(4).toMillis());
      send(
          socket,
          HEAD.replace("/slow", "/quick").replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));

      assertThat(rest(socket).split("answered", -1)).hasSize(3);
    }
  }

  @Test
  void givesARequestOnAnIdleConnectionAllItsTime() throws Exception {
    String request = HEAD.replace("/slow", "/quick");
    Duration limit = Duration.ofSeconds(2);
    try (HttpServer patient = serving(limit);
        Socket socket = connect(patient)) {
      send(socket, request);
      Thread.sleep(limit.toMillis() + 100);
      send(socket, request.substring(0, 10));
      Thread.sleep(limit.toMillis() / 3); // it is looked at meanwhile
      send(socket, request.substring(10).replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));

      assertThat(rest(socket).split("answered", -1)).hasSize(3);
    }
  }

  private Socket connect() throws IOException {
    return connect(server);
  }

  private static Socket connect(HttpServer server) throws IOException {
    Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), URI.create(server.url()).getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** A byte more; the answer to a whole request before is read away. */
  private static boolean isOpen(Socket socket) throws IOException {
    try {
      send(socket, "x");
      InputStream in = socket.getInputStream();
      while (in.available() > 0) {
        if (in.read() < 0) {
          return false;
        }
      }
      return true;
    } catch (SocketException e) {
      return false;
    }
  }

  private static String rest(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }
}
