package io.xmlfleet.dashboard;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.xmlfleet.message.ProgressReport;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The runs and how far each is. Thread-safe. */
final class RunRoutes {
  private static final int USUAL_RUNS = 100;
  private final ProgressFeed feed;

  RunRoutes(ProgressFeed feed) {
    this.feed = feed;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/runs", this::runs),
        Route.get("/api/runs/{run}", ctx -> Replies.json(ctx, report(ctx))),
        Route.get(
            "/api/runs/{run}/workers",
            ctx -> Replies.json(ctx, Map.of("workers", report(ctx).workers()))),
        Route.get("/api/runs/{run}/rate", this::rate));
  }

  private void runs(Context ctx) {
    Replies.knownParameters(ctx, Set.of("limit"));
    int limit = Replies.limit(ctx, USUAL_RUNS, ProgressFeed.MOST_RUNS);
    Replies.json(ctx, feed.reports().stream().limit(limit).toList());
  }

  private void rate(Context ctx) {
    Replies.json(ctx, Map.of("points", feed.history(report(ctx).run())));
  }

  private ProgressReport report(Context ctx) {
    return feed.report(ctx.pathParam("run"))
        .orElseThrow(() -> new NotFoundResponse("there is no report of such a run"));
  }
}
