package io.xmlfleet.workbench;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.http.AccessRules;
import io.xmlfleet.http.AccessToken;
import io.xmlfleet.http.AuthenticationFilter;
import io.xmlfleet.http.AuthenticationFilter.HostNames;
import io.xmlfleet.http.HttpServer;
import io.xmlfleet.http.Route;
import io.xmlfleet.http.StaticFiles;
import io.xmlfleet.settings.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Serves the workbench, on this machine only. Thread-safe. */
public final class Workbench implements AutoCloseable {
  /** Of the page; each stands below {@code /workbench/} on the class path. */
  static final List<String> FILES =
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
          "repairs.js",
          "roving.js",
          "rows.js",
          "run.js",
          "samples.js",
          "source.js",
          "spots.js",
          "tables.js",
          "values.js");

  private static final String HOST = "127.0.0.1";
  private static final long LARGEST_BODY = 8 * 1024 * 1024;
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(20);

  private final HttpServer server;
  private final List<Route> routes;
  private final Desk desk;

  private Workbench(HttpServer server, List<Route> routes, Desk desk) {
    this.server = server;
    this.routes = routes;
    this.desk = desk;
  }

  /**
   * The samples in their order, and what is edited if there is no contract yet. Immutable.
   *
   * @param draft empty: the contract is there
   */
  public record Documents(List<Sample> samples, String draft) {
    public Documents {
      samples = List.copyOf(samples);
    }
  }

  /**
   * What is on a desk. Immutable.
   *
   * @param contract the only file that is written; it need not be there yet
   * @param documents reads them; called once, on a thread of its own
   * @param live null: no database is named
   * @param trial null: nothing can be run from here
   * @param repairs null: the samples are no dead letters
   */
  public record Work(
      Path contract,
      Supplier<Documents> documents,
      @Nullable LiveTables live,
      @Nullable TrialRun trial,
      @Nullable Repairs repairs) {}

  /**
   * Starts to serve, and to read the samples.
   *
   * @param port on 127.0.0.1; 0: any free one
   * @param token whoever knows it sees documents and may write the contract
   * @throws InfrastructureException if the port is taken
   */
  public static Workbench start(int port, Secret token, Work work) {
    Desk desk = Desk.open(work);
    List<Route> routes = new ArrayList<>(StaticFiles.of("/workbench/", FILES));
    routes.add(StaticFiles.file("/dom.js", "/dashboard/dom.js"));
    routes.addAll(new EditorRoutes("", ctx -> desk, ctx -> "").routes());
    return new Workbench(
        HttpServer.start(
            new HttpServer.Setup("workbench", HOST, port, LARGEST_BODY, REQUEST_LIMIT),
            new AuthenticationFilter(
                new HostNames(HOST), AccessRules.of(new AccessToken(null, token), "")),
            routes),
        routes,
        desk);
  }

  /** What is served. */
  List<Route> routes() {
    return routes;
  }

  /** Where people find it, without the token. */
  public String url() {
    return server.url();
  }

  /** How many samples there are; waits until they are read, and throws what that threw. */
  public int samples() {
    return desk.samples().size();
  }

  /** Ends within some seconds. */
  @Override
  public void close() {
    server.close();
  }
}
