package io.xmlfleet.dashboard;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.function.Supplier;

/** For probes: whether the process lives, and whether it does what it is for. Thread-safe. */
final class HealthRoutes {
  private record Health(String status, String reason) {}

  private final Supplier<HealthStatus> vitals;
  private final ProgressFeed feed;

  HealthRoutes(Supplier<HealthStatus> vitals, ProgressFeed feed) {
    this.vitals = vitals;
    this.feed = feed;
  }

  List<Route> routes() {
    return List.of(Route.get("/health/live", this::live), Route.get("/health/ready", this::ready));
  }

  private void live(Context ctx) {
    HealthStatus now = vitals.get();
    reply(ctx, now.alive(), now.reason());
  }

  private void ready(Context ctx) {
    HealthStatus now = vitals.get();
    boolean follows = feed.problem() == null;
    reply(
        ctx,
        now.ready() && follows,
        follows || !now.ready() ? now.reason() : "the dashboard cannot follow progress");
  }

  private static void reply(Context ctx, boolean up, String reason) {
    ctx.status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    Replies.json(ctx, new Health(up ? "UP" : "DOWN", reason));
  }
}
