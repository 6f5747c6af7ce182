package io.xmlfleet.dashboard;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinException;
import io.xmlfleet.dashboard.http.AuthenticationFilter;
import io.xmlfleet.dashboard.http.AuthenticationFilter.HostNames;
import io.xmlfleet.dashboard.http.Caller;
import io.xmlfleet.dashboard.http.ErrorResponses;
import io.xmlfleet.dashboard.http.HttpJson;
import io.xmlfleet.dashboard.http.Role;
import io.xmlfleet.dashboard.http.Route;
import io.xmlfleet.dashboard.http.SlowConnections;
import io.xmlfleet.dashboard.http.TlsSettings;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves the dashboard: page and API over one port. One follower of progress feeds all open pages;
 * every answer is bounded. Thread-safe.
 */
public final class Dashboard implements AutoCloseable {
  private static final long LARGEST_BODY = 256 * 1024;
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  /** Until a request is whole. */
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(20);

  private final DashboardSettings settings;
  private final ProgressHub hub;
  private final List<Route> routes;
  private final Javalin server;
  private final SlowConnections connections;

  private Dashboard(
      DashboardSettings settings,
      ProgressHub hub,
      List<Route> routes,
      Javalin server,
      SlowConnections connections) {
    this.settings = settings;
    this.hub = hub;
    this.routes = routes;
    this.server = server;
    this.connections = connections;
  }

  /**
   * Where what is shown comes from.
   *
   * @param health asked by probes
   */
  public record Sources(
      ProgressSource progress,
      DeadLetterService letters,
      FleetService fleet,
      Supplier<HealthStatus> health) {}

  /**
   * Starts to serve.
   *
   * @throws InfrastructureException if the port is taken or the host is not this machine's
   */
  public static Dashboard start(DashboardSettings settings, Sources sources, Clock clock) {
    return start(settings, sources, clock, new SlowConnections(REQUEST_LIMIT));
  }

  static Dashboard start(
      DashboardSettings settings, Sources sources, Clock clock, SlowConnections connections) {
    HostNames hosts = new HostNames(settings.host());
    AuthenticationFilter authentication = new AuthenticationFilter(hosts, settings.access());
    ProgressHub hub = ProgressHub.start(sources.progress(), clock);
    LetterCache cache = new LetterCache(sources.letters());
    List<Route> routes = new ArrayList<>(new PageRoutes().routes());
    routes.addAll(new RunRoutes(hub).routes());
    routes.addAll(new EventRoutes(hub).routes());
    routes.addAll(new LetterRoutes(cache, sources.letters(), authentication).routes());
    routes.addAll(new ActionRoutes(cache, sources.letters(), authentication, clock).routes());
    routes.addAll(new FleetRoutes(hub, sources.fleet(), clock).routes());
    routes.add(
        Route.open(
            "/api/session",
            ctx -> HttpJson.json(ctx, Session.of(authentication.caller(ctx), settings))));
    routes.addAll(new HealthRoutes(sources.health(), hub).routes());
    try {
      Javalin server =
          Javalin.create(
              config -> configure(config, settings, authentication, routes, connections));
      server.start(settings.host(), settings.port());
      return new Dashboard(settings, hub, routes, server, connections);
    } catch (UsageException e) {
      hub.close();
      connections.close();
      throw e;
    } catch (JavalinException e) {
      hub.close();
      connections.close();
      throw new InfrastructureException(
          "the dashboard cannot listen on "
              + settings.host()
              + " at port "
              + settings.port()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private static void configure(
      JavalinConfig config,
      DashboardSettings settings,
      AuthenticationFilter authentication,
      List<Route> routes,
      SlowConnections connections) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = LARGEST_BODY;
    config.jetty.modifyServer(connections::watch);
    TlsSettings tls = settings.tls();
    if (tls != null) {
      config.jetty.addConnector(
          (server, http) -> tls.connector(server, http, settings.host(), settings.port()));
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
    return (settings.tls() == null ? "http://" : "https://")
        + new HostNames(settings.host()).inUrl()
        + ':'
        + server.port()
        + '/';
  }

  /** Whether only this machine can reach it. */
  public boolean isLoopback() {
    return new HostNames(settings.host()).isLoopback();
  }

  /**
   * What whoever asks may know of himself.
   *
   * @param name empty: anybody
   * @param command null for those who may not even read
   */
  private record Session(Role role, String name, @Nullable String command) {
    static Session of(Caller caller, DashboardSettings settings) {
      return new Session(
          caller.role(), caller.name(), caller.role() == Role.NOBODY ? null : settings.command());
    }
  }

  /** What is served, for whoever compares it with its description. */
  List<Route> routes() {
    return routes;
  }

  /** What an open page is told. */
  Subscription subscribe(String run) {
    return hub.subscribe(run);
  }

  /** Ends the open pages' streams, then the server, within some seconds whoever still asks. */
  @Override
  public void close() {
    hub.close();
    connections.close();
    Thread stopping = new Thread(server::stop, "dashboard-stop");
    stopping.setDaemon(true);
    stopping.start();
    try {
      stopping.join(CLOSE_LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
