package io.xmlfleet.dashboard;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.xmlfleet.http.AuthenticationFilter;
import io.xmlfleet.http.HttpJson;
import io.xmlfleet.http.Route;
import io.xmlfleet.letter.DeadLetterEntry;
import io.xmlfleet.letter.DeadLetterFilter;
import io.xmlfleet.message.LetterAction;
import io.xmlfleet.publish.RunIds;
import io.xmlfleet.replay.ReplayRequest;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What operators can do to dead letters; one thing at a time. */
final class ActionRoutes {
  private static final int MOST_REPLAYED = 10_000;

  private final LetterCache cache;
  private final DeadLetterService letterService;
  private final AuthenticationFilter authentication;
  private final Clock clock;
  private final ReentrantLock acting = new ReentrantLock();

  ActionRoutes(
      LetterCache cache,
      DeadLetterService letterService,
      AuthenticationFilter authentication,
      Clock clock) {
    this.cache = cache;
    this.letterService = letterService;
    this.authentication = authentication;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/api/replay", alone(this::replay)),
        Route.post("/api/park", alone(ctx -> mark(ctx, LetterAction.Kind.PARKED))),
        Route.post("/api/unpark", alone(ctx -> mark(ctx, LetterAction.Kind.UNPARKED))));
  }

  private io.javalin.http.Handler alone(io.javalin.http.Handler handler) {
    return ctx -> {
      if (!acting.tryLock()) {
        throw new ConflictResponse("another action is under way; try again when it is over");
      }
      try {
        handler.handle(ctx);
      } finally {
        cache.invalidate();
        acting.unlock();
      }
    };
  }

  private void replay(Context ctx) {
    ActionRequest call = HttpJson.body(ctx, ActionRequest.class);
    Integer asked = call.limit();
    int limit = asked == null ? MOST_REPLAYED : asked;
    if (limit < 1 || limit > MOST_REPLAYED) {
      throw new BadRequestResponse("limit is 1 to " + MOST_REPLAYED);
    }
    DeadLetterFilter filter = call.chosen();
    ReplayRequest request =
        new ReplayRequest(
            filter,
            Boolean.TRUE.equals(call.parked()),
            limit,
            0,
            Boolean.TRUE.equals(call.again()),
            null);
    if (!Boolean.FALSE.equals(call.dryRun())) {
      HttpJson.json(ctx, ReplayResponse.of(letterService.plan(request), null));
      return;
    }
    LetterAction action = action(ctx, LetterAction.Kind.REPLAYED, filter, call.note());
    DeadLetterService.Replayed done = letterService.replay(request, action);
    HttpJson.json(ctx, ReplayResponse.of(done.plan(), done.summary()));
  }

  private void mark(Context ctx, LetterAction.Kind kind) {
    ActionRequest call = HttpJson.body(ctx, ActionRequest.class);
    if (call.limit() != null || call.parked() != null || call.again() != null) {
      throw new BadRequestResponse("limit, parked and again are for replays");
    }
    DeadLetterFilter filter = call.chosen();
    boolean toPark = kind == LetterAction.Kind.PARKED;
    boolean dryRun = Boolean.TRUE.equals(call.dryRun());
    List<DeadLetterEntry> letters =
        letterService.letters().stream()
            .filter(letter -> filter.matches(letter.head()) && letter.isParked() != toPark)
            .toList();
    if (!letters.isEmpty() && !dryRun) {
      letterService.write(action(ctx, kind, filter, call.note()), letters);
    }
    HttpJson.json(
        ctx,
        new Marked(
            dryRun, letters.size(), ReplayResponse.first(letters.stream().map(one -> one.item()))));
  }

  private LetterAction action(
      Context ctx, LetterAction.Kind kind, DeadLetterFilter filter, @Nullable String note) {
    String by = authentication.caller(ctx).name();
    String id = RunIds.generate(clock, new SplittableRandom());
    return LetterAction.of(kind, id, by, clock.instant(), filter.toString()).withNote(note);
  }

  /**
   * What was marked.
   *
   * @param letters how many
   * @param items the first of them
   */
  private record Marked(boolean dryRun, int letters, List<String> items) {}
}
