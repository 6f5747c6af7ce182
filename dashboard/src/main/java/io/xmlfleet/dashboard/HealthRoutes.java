package io.xmlfleet.dashboard;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.xmlfleet.http.HttpJson;
import io.xmlfleet.http.Route;
import java.util.List;
import java.util.function.Supplier;

/** For probes: whether the process lives, and whether it does what it is for. Thread-safe. */
final class HealthRoutes {
  private record Health(String status, String reason) {}

  private final Supplier<HealthStatus> health;
  private final ProgressHub hub;

  HealthRoutes(Supplier<HealthStatus> health, ProgressHub hub) {
    this.health = health;
    this.hub = hub;
  }

  List<Route> routes() {
    return List.of(
        Route.open("/health/live", this::live), Route.open("/health/ready", this::ready));
  }

  private void live(Context ctx) {
    HealthStatus now = health.get();
    boolean given = hub.hasGivenUp();
    reply(
        ctx,
        now.alive() && !given,
        given && now.alive()
            ? "failing: the dashboard has given up following progress"
            : now.reason());
  }

  private void ready(Context ctx) {
    HealthStatus now = health.get();
    boolean follows = hub.problem() == null;
    reply(
        ctx,
        now.ready() && follows,
        follows || !now.ready() ? now.reason() : "the dashboard cannot follow progress");
  }

  private static void reply(Context ctx, boolean up, String reason) {
    ctx.status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    HttpJson.json(ctx, new Health(up ? "UP" : "DOWN", reason));
  }
}
