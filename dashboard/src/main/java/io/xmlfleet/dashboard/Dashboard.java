package io.xmlfleet.dashboard;

import io.javalin.http.Context;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.http.AuthenticationFilter;
import io.xmlfleet.http.AuthenticationFilter.HostNames;
import io.xmlfleet.http.Caller;
import io.xmlfleet.http.HttpJson;
import io.xmlfleet.http.HttpServer;
import io.xmlfleet.http.Role;
import io.xmlfleet.http.Route;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves the dashboard: page and API over one port. One follower of progress feeds all open pages;
 * every answer is bounded. Thread-safe.
 */
public final class Dashboard implements AutoCloseable {
  private static final long LARGEST_BODY = 256 * 1024;

  /** Until a request is whole. */
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(20);

  private final ProgressHub hub;
  private final List<Route> routes;
  private final HttpServer server;

  private Dashboard(ProgressHub hub, List<Route> routes, HttpServer server) {
    this.hub = hub;
    this.routes = routes;
    this.server = server;
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
   * Pages beside it on the same port, on which contracts can be corrected.
   *
   * @param contracts names of those that may be written now
   * @param routes with the name of who asks
   */
  public record Beside(
      Supplier<Set<String>> contracts, Function<Function<Context, String>, List<Route>> routes) {
    /** No such pages. */
    public static final Beside NOTHING = new Beside(Set::of, caller -> List.of());
  }

  /**
   * Starts to serve.
   *
   * @throws InfrastructureException if the port is taken or the host is not this machine's
   */
  public static Dashboard start(DashboardSettings settings, Sources sources, Clock clock) {
    return start(settings, sources, clock, REQUEST_LIMIT);
  }

  /** The same with pages beside it. */
  public static Dashboard start(
      DashboardSettings settings, Sources sources, Beside beside, Clock clock) {
    return start(settings, sources, beside, clock, REQUEST_LIMIT);
  }

  static Dashboard start(
      DashboardSettings settings, Sources sources, Clock clock, Duration requestLimit) {
    return start(settings, sources, Beside.NOTHING, clock, requestLimit);
  }

  private static Dashboard start(
      DashboardSettings settings,
      Sources sources,
      Beside beside,
      Clock clock,
      Duration requestLimit) {
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
            ctx -> HttpJson.json(ctx, Session.of(authentication.caller(ctx), settings, beside))));
    routes.addAll(beside.routes().apply(ctx -> authentication.caller(ctx).name()));
    routes.addAll(new HealthRoutes(sources.health(), hub).routes());
    routes.replaceAll(
        route -> route.path().startsWith("/api/") ? route.heardBy(hub::looked) : route);
    HttpServer.Setup setup =
        new HttpServer.Setup(
            "dashboard",
            settings.host(),
            settings.port(),
            LARGEST_BODY,
            requestLimit,
            settings.tls());
    try {
      return new Dashboard(hub, routes, HttpServer.start(setup, authentication, routes));
    } catch (UsageException | InfrastructureException e) {
      hub.close();
      throw e;
    }
  }

  /** Where people find it. */
  public String url() {
    return server.url();
  }

  /** Whether a page of it is open: pages that show themselves ask every few seconds. */
  public boolean isWatched() {
    return hub.isWatched();
  }

  /** Whether only this machine can reach it. */
  public boolean isLoopback() {
    return server.isLoopback();
  }

  /**
   * What whoever asks may know of himself.
   *
   * @param name empty: anybody
   * @param command null for those who may not even read
   * @param contracts that can be corrected on a page beside this one; null for those who may not
   *     even read
   */
  private record Session(
      Role role, String name, @Nullable String command, @Nullable Set<String> contracts) {
    static Session of(Caller caller, DashboardSettings settings, Beside beside) {
      boolean isNobody = caller.role() == Role.NOBODY;
      return new Session(
          caller.role(),
          caller.name(),
          isNobody ? null : settings.command(),
          isNobody ? null : beside.contracts().get());
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
    server.close();
  }
}
