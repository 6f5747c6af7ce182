package io.xmlfleet.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinException;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.http.AuthenticationFilter.HostNames;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Serves routes over one port; every request is bounded. Thread-safe. */
public final class HttpServer implements AutoCloseable {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  /**
   * How it serves. Immutable.
   *
   * @param name of what is served, for messages and threads
   * @param port 0: any free one
   * @param largestBody of a request, in bytes
   * @param requestLimit until a request is whole
   * @param tls null: what is sent is not encrypted
   */
  public record Setup(
      String name,
      String host,
      int port,
      long largestBody,
      Duration requestLimit,
      @Nullable TlsSettings tls) {
    /** Without TLS. */
    public Setup(String name, String host, int port, long largestBody, Duration requestLimit) {
      this(name, host, port, largestBody, requestLimit, null);
    }
  }

  private final Setup setup;
  private final HostNames hosts;
  private final Javalin server;
  private final SlowConnections connections;

  private HttpServer(Setup setup, Javalin server, SlowConnections connections) {
    this.setup = setup;
    this.hosts = new HostNames(setup.host());
    this.server = server;
    this.connections = connections;
  }

  /**
   * Starts to serve.
   *
   * @throws InfrastructureException if the port is taken or the host is not this machine's
   * @throws UsageException if the key store cannot be used
   */
  public static HttpServer start(
      Setup setup, AuthenticationFilter authentication, List<Route> routes) {
    SlowConnections connections = new SlowConnections(setup.requestLimit());
    try {
      Javalin server =
          Javalin.create(config -> configure(config, setup, authentication, routes, connections));
      server.start(setup.host(), setup.port());
      return new HttpServer(setup, server, connections);
    } catch (UsageException e) {
      connections.close();
      throw e;
    } catch (JavalinException e) {
      connections.close();
      throw new InfrastructureException(
          "the "
              + setup.name()
              + " cannot listen on "
              + setup.host()
              + " at port "
              + setup.port()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private static void configure(
      JavalinConfig config,
      Setup setup,
      AuthenticationFilter authentication,
      List<Route> routes,
      SlowConnections connections) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = setup.largestBody();
    config.jetty.modifyServer(connections::watch);
    TlsSettings tls = setup.tls();
    if (tls != null) {
      config.jetty.addConnector(
          (server, http) -> tls.connector(server, http, setup.host(), setup.port()));
    }
    config.http.prefer405over404 = true;
    config.routes.before(authentication::enter);
    for (Route route : routes) {
      config.routes.addHttpHandler(route.method(), route.path(), route.guardedBy(authentication));
    }
    config.routes.exception(Exception.class, ErrorResponses::answer);
    config.routes.exception(
        HttpResponseException.class, ErrorResponses::answer); // there is a default for it
  }

  /** Where people find it. */
  public String url() {
    return (setup.tls() == null ? "http://" : "https://")
        + hosts.inUrl()
        + ':'
        + server.port()
        + '/';
  }

  /** Whether only this machine can reach it. */
  public boolean isLoopback() {
    return hosts.isLoopback();
  }

  /** Ends within some seconds, whoever still asks. */
  @Override
  public void close() {
    connections.close();
    Thread stopping = new Thread(server::stop, setup.name() + "-stop");
    stopping.setDaemon(true);
    stopping.start();
    try {
      stopping.join(CLOSE_LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
