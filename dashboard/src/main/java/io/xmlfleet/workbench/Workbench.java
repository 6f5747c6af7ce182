package io.xmlfleet.workbench;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.http.AccessRules;
import io.xmlfleet.http.AccessToken;
import io.xmlfleet.http.AuthenticationFilter;
import io.xmlfleet.http.AuthenticationFilter.HostNames;
import io.xmlfleet.http.HttpServer;
import io.xmlfleet.http.Route;
import io.xmlfleet.http.StaticFiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Serves the workbench, on this machine only. Thread-safe. */
public final class Workbench implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final long LARGEST_BODY = 8 * 1024 * 1024;
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(20);
  private static final List<String> FILES =
      List.of(
          "index.html",
          "workbench.css",
          "favicon.svg",
          "codemirror/codemirror.js",
          "app.js",
          "api.js",
          "details.js",
          "document.js",
          "editor.js",
          "roving.js",
          "rows.js",
          "samples.js",
          "tables.js",
          "values.js");

  private final HttpServer server;
  private final List<Route> routes;

  private Workbench(HttpServer server, List<Route> routes) {
    this.server = server;
    this.routes = routes;
  }

  /**
   * Starts to serve.
   *
   * @param samples in their order
   * @param live null: no database is named
   * @throws InfrastructureException if the port is taken
   */
  public static Workbench start(
      WorkbenchSettings settings, List<Sample> samples, @Nullable LiveTables live) {
    List<Route> routes = new ArrayList<>(StaticFiles.of("/workbench/", FILES));
    routes.add(StaticFiles.file("/dom.js", "/dashboard/dom.js"));
    routes.addAll(new EditorRoutes(settings, samples, live).routes());
    return new Workbench(
        HttpServer.start(
            new HttpServer.Setup("workbench", HOST, settings.port(), LARGEST_BODY, REQUEST_LIMIT),
            new AuthenticationFilter(
                new HostNames(HOST), AccessRules.of(new AccessToken(null, settings.token()), "")),
            routes),
        routes);
  }

  /** What is served. */
  List<Route> routes() {
    return routes;
  }

  /** Where people find it, without the token. */
  public String url() {
    return server.url();
  }

  /** Ends within some seconds. */
  @Override
  public void close() {
    server.close();
  }
}
