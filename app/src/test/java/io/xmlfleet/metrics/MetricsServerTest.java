package io.xmlfleet.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.metrics.MetricsServer.Condition;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsServerTest {
  private final FleetMetrics metrics = new FleetMetrics(Clock.systemUTC());
  private final HttpClient client = HttpClient.newHttpClient();
  private Condition ready = new Condition(false, "waiting: the database does not answer");
  private MetricsServer server;

  @BeforeEach
  void start() {
    server =
        MetricsServer.start(
            "127.0.0.1",
            0,
            metrics,
            new MetricsServer.Probes() {
              @Override
              public Condition live() {
                return new Condition(true, "alive");
              }

              @Override
              public Condition ready() {
                return ready;
              }
            });
  }

  @AfterEach
  void close() {
    server.close();
    metrics.close();
  }

  @Test
  void servesMetricsInTheFormatThatIsAskedFor() throws Exception {
    HttpResponse<String> plain = get("/metrics");
    HttpResponse<String> open =
        send(request("/metrics").header("Accept", "application/openmetrics-text;version=1.0.0"));

    assertThat(plain.statusCode()).isEqualTo(200);
    assertThat(plain.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
    assertThat(plain.body()).contains("jvm_memory_used_bytes{").doesNotContain("# EOF");
    assertThat(open.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/openmetrics-text"));
    assertThat(open.body()).endsWith("# EOF\n");
  }

  @Test
  void saysHowTheProcessIsAndWhy() throws Exception {
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    assertThat(get("/health/ready").body())
        .isEqualTo("DOWN: waiting: the database does not answer\n");

    ready = new Condition(true, "ready: 4 of 4 workers work");
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void servesNothingElse() throws Exception {
    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(get("/metrics/more").statusCode()).isEqualTo(404);
    assertThat(get("/health/lively").statusCode()).isEqualTo(404);
    assertThat(
            send(request("/metrics").POST(HttpRequest.BodyPublishers.ofString("x"))).statusCode())
        .isEqualTo(405);
  }

  @Test
  void namesThePortThatIsTaken() {
    int port = URI.create(server.url()).getPort();

    assertThatThrownBy(() -> MetricsServer.start("127.0.0.1", port, metrics, probes()))
        .isInstanceOf(InfrastructureException.class)
        .hasMessageContaining("127.0.0.1 at port " + port);
    assertThatThrownBy(() -> MetricsServer.start("127.0.0.1", 70_000, metrics, probes()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("70000");
    assertThatThrownBy(() -> MetricsServer.start("no-such-host.invalid", 0, metrics, probes()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no-such-host.invalid");
  }

  private MetricsServer.Probes probes() {
    return new MetricsServer.Probes() {
      @Override
      public Condition live() {
        return ready;
      }

      @Override
      public Condition ready() {
        return ready;
      }
    };
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url()).resolve(path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
