package io.xmlfleet.dashboard;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.xmlfleet.http.HttpJson;
import io.xmlfleet.http.Route;
import io.xmlfleet.message.ProgressReport;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The runs and how far each is. Thread-safe. */
final class RunRoutes {
  private static final Set<String> PARAMETERS =
      Stream.of(Set.of("text", "state", "since", "until"), Listing.NAMES)
          .flatMap(Set::stream)
          .collect(Collectors.toSet());
  private static final Listing.Bounds BOUNDS = new Listing.Bounds(100, ProgressHub.MOST_RUNS);
  private static final Listing<ProgressReport> LISTING =
      new Listing<>(
          Map.of(
              "run", Comparator.comparing(ProgressReport::run),
              "state", Comparator.comparing(ProgressReport::state),
              "done", Comparator.comparing(run -> run.counts().completed()),
              "loaded", Comparator.comparing(run -> run.counts().loaded()),
              "alreadyLoaded", Comparator.comparing(run -> run.counts().alreadyLoaded()),
              "failed", Comparator.comparing(run -> run.counts().failed()),
              "recordsPerMinute", Comparator.comparing(run -> run.pace().recordsPerMinute()),
              "contract", Comparator.comparing(RunRoutes::contract),
              "startedAt", Comparator.comparing(RunRoutes::startedAt)),
          ProgressHub.NEWEST_FIRST);

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
    HttpJson.knownParameters(ctx, PARAMETERS);
    List<ProgressReport> matching =
        hub.reports().stream()
            .filter(condition(ctx, "text", RunRoutes::says))
            .filter(condition(ctx, "state", (run, state) -> run.state().name().equals(state)))
            .filter(
                condition(
                    ctx, "since", (run, at) -> !startedAt(run).isBefore(HttpJson.instant(at))))
            .filter(
                condition(ctx, "until", (run, at) -> startedAt(run).isBefore(HttpJson.instant(at))))
            .toList();
    ctx.header("Xmlfleet-Total", Integer.toString(matching.size()));
    HttpJson.json(ctx, LISTING.part(ctx, matching, BOUNDS));
  }

  private static Predicate<ProgressReport> condition(
      Context ctx, String name, BiPredicate<ProgressReport, String> test) {
    String value = ctx.queryParam(name);
    return run -> value == null || value.isBlank() || test.test(run, value.strip());
  }

  /** Whether one of its names has that text, in any case. */
  private static boolean says(ProgressReport run, String text) {
    return Stream.of(run.run(), contract(run), run.source())
        .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)));
  }

  private static String contract(ProgressReport run) {
    return Objects.toString(run.contract(), "");
  }

  private static Instant startedAt(ProgressReport run) {
    return run.pace().startedAt();
  }

  private void rate(Context ctx) {
    HttpJson.json(ctx, hub.history(report(ctx).run()));
  }

  private ProgressReport report(Context ctx) {
    tellAge(ctx);
    return hub.report(ctx.pathParam("run"))
        .orElseThrow(() -> new NotFoundResponse("there is no report of such a run"));
  }
}
