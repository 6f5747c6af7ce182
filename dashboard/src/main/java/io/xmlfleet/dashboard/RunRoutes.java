package io.xmlfleet.dashboard;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.xmlfleet.http.HttpJson;
import io.xmlfleet.http.Route;
import io.xmlfleet.message.ProgressReport;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The runs and how far each is. Thread-safe. */
final class RunRoutes {
  private static final int USUAL_RUNS = 100;
  private final ProgressHub hub;

  RunRoutes(ProgressHub hub) {
    this.hub = hub;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/runs", this::runs),
        Route.get("/api/runs/{run}", ctx -> HttpJson.json(ctx, report(ctx))),
        Route.get(
            "/api/runs/{run}/workers",
            ctx -> HttpJson.json(ctx, Map.of("workers", report(ctx).workers()))),
        Route.get("/api/runs/{run}/rate", this::rate));
  }

  /** For whoever shows a report: nobody knows whether it is the last one. */
  private void tellAge(Context ctx) {
    if (hub.problem() != null) {
      ctx.header("Xmlfleet-Reports", "old");
    }
  }

  private void runs(Context ctx) {
    tellAge(ctx);
    HttpJson.knownParameters(ctx, Set.of("limit"));
    int limit = HttpJson.limit(ctx, USUAL_RUNS, ProgressHub.MOST_RUNS);
    HttpJson.json(ctx, hub.reports().stream().limit(limit).toList());
  }

  private void rate(Context ctx) {
    HttpJson.json(ctx, Map.of("points", hub.history(report(ctx).run())));
  }

  private ProgressReport report(Context ctx) {
    tellAge(ctx);
    return hub.report(ctx.pathParam("run"))
        .orElseThrow(() -> new NotFoundResponse("there is no report of such a run"));
  }
}
