package io.xmlfleet.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code /metrics}, {@code /health/live} and {@code /health/ready}, read only. It shows no
 * document, no value and no secret, and has no token. Thread-safe.
 */
public final class MetricsServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MetricsServer.class);
  private static final int THREADS = 2;
  private static final int HIGHEST_PORT = 65_535;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  private static final int FAILED = 500;
  private static final int UNAVAILABLE = 503;
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  static {
    // Whoever is slower keeps a thread from the others. Read once, by the first server.
    for (String limit : Set.of("sun.net.httpserver.maxReqTime", "sun.net.httpserver.maxRspTime")) {
      System.setProperty(limit, System.getProperty(limit, "10"));
    }
  }

  /**
   * How the process is.
   *
   * @param up whether that is as it should be
   * @param reason one line for a person, without values
   */
  public record Condition(boolean up, String reason) {}

  /** Who knows how the process is. */
  public interface Probes {
    /** Whether it gets on by itself. */
    Condition live();

    /** Whether it does what it is for. */
    Condition ready();
  }

  private record Reply(int status, String type, String body) {}

  private final HttpServer server;
  private final ExecutorService threads;
  private final String host;

  private MetricsServer(HttpServer server, ExecutorService threads, String host) {
    this.server = server;
    this.threads = threads;
    this.host = host;
  }

  /**
   * Starts to serve.
   *
   * @param port 0: any free one
   * @throws UsageException if there is no such port or host
   * @throws InfrastructureException if it is taken, or the host is not this machine's
   */
  public static MetricsServer start(String host, int port, FleetMetrics metrics, Probes probes) {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new UsageException(
          "--metrics takes a port from 0 to " + HIGHEST_PORT + ", not " + port);
    }
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new UsageException("metrics cannot be served on " + host + ": no such host is known");
    }
    try {
      HttpServer server = HttpServer.create(address, 0);
      ExecutorService threads =
          startedPool(
              work -> {
                Thread thread = new Thread(work, "metrics");
                thread.setDaemon(true); // the work decides when the process ends
                return thread;
              });
      server.setExecutor(threads);
      server.createContext(
          "/metrics", exchange -> answer(exchange, () -> scrape(exchange, metrics)));
      server.createContext("/health/live", exchange -> answer(exchange, () -> of(probes.live())));
      server.createContext("/health/ready", exchange -> answer(exchange, () -> of(probes.ready())));
      server.start();
      return new MetricsServer(server, threads, host);
    } catch (IOException e) {
      throw new InfrastructureException(
          "metrics cannot be served on " + host + " at port " + port + ": " + e.getMessage(), e);
    }
  }

  /** Its threads begin now: later there may be none to be had, and the server's own would die. */
  private static ExecutorService startedPool(ThreadFactory factory) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    pool.prestartAllCoreThreads();
    return pool;
  }

  private static Reply scrape(HttpExchange exchange, FleetMetrics metrics) {
    String accepted = exchange.getRequestHeaders().getFirst("Accept");
    boolean open =
        accepted != null
            && accepted.toLowerCase(Locale.ROOT).contains("application/openmetrics-text");
    String type = open ? OPEN_METRICS : PROMETHEUS;
    return new Reply(OK, type, metrics.scrape(type));
  }

  private static Reply of(Condition condition) {
    return new Reply(
        condition.up() ? OK : UNAVAILABLE,
        TEXT,
        (condition.up() ? "UP" : "DOWN") + ": " + condition.reason() + "\n");
  }

  private static void answer(HttpExchange exchange, Supplier<Reply> source) throws IOException {
    try (exchange) {
      // A context is a prefix to this server: /metricsandmore would be its metrics.
      if (!exchange.getRequestURI().getPath().equals(exchange.getHttpContext().getPath())) {
        exchange.sendResponseHeaders(NOT_FOUND, -1);
        return;
      }
      String method = exchange.getRequestMethod();
      if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.sendResponseHeaders(NOT_ALLOWED, -1);
        return;
      }
      Reply reply = reply(source);
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", reply.type());
      if (method.equals("HEAD")) {
        exchange.sendResponseHeaders(reply.status(), -1);
        return;
      }
      exchange.sendResponseHeaders(reply.status(), body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  private static Reply reply(Supplier<Reply> source) {
    try {
      return source.get();
    } catch (RuntimeException | Error e) { // the next request may find it better
      LOG.warn("A request for metrics or health failed", e);
      return new Reply(FAILED, TEXT, "this failed; the log says why\n");
    }
  }

  /** Where others find the metrics. */
  public String url() {
    String named = host.contains(":") && !host.startsWith("[") ? '[' + host + ']' : host;
    return "http://" + named + ':' + server.getAddress().getPort() + "/metrics";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
