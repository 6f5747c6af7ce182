package io.xmlfleet.dashboard;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
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

/** What can be done to dead letters, by those who know the token; one thing at a time. */
final class ActionRoutes {
  private static final int MOST_REPLAYED = 10_000;

  private final LetterCache cache;
  private final DeadLetterService desk;
  private final String operator;
  private final Clock clock;
  private final ReentrantLock acting = new ReentrantLock();

  ActionRoutes(LetterCache cache, DeadLetterService desk, String operator, Clock clock) {
    this.cache = cache;
    this.desk = desk;
    this.operator = operator;
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
    ActionCall call = Replies.body(ctx, ActionCall.class);
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
      Replies.json(ctx, ReplayReply.of(desk.plan(request)));
      return;
    }
    LetterAction action = action(LetterAction.Kind.REPLAYED, filter, call.note());
    DeadLetterService.Replayed done = desk.replay(request, action);
    Replies.json(ctx, ReplayReply.of(done));
  }

  private void mark(Context ctx, LetterAction.Kind kind) {
    ActionCall call = Replies.body(ctx, ActionCall.class);
    if (call.limit() != null || call.parked() != null || call.again() != null) {
      throw new BadRequestResponse("limit, parked and again are for replays");
    }
    DeadLetterFilter filter = call.chosen();
    boolean toPark = kind == LetterAction.Kind.PARKED;
    boolean dryRun = Boolean.TRUE.equals(call.dryRun());
    List<DeadLetterEntry> letters =
        desk.letters().stream()
            .filter(letter -> filter.matches(letter.head()) && letter.isParked() != toPark)
            .toList();
    if (!letters.isEmpty() && !dryRun) {
      desk.write(action(kind, filter, call.note()), letters);
    }
    Replies.json(
        ctx,
        new Marked(
            dryRun, letters.size(), ReplayReply.first(letters.stream().map(one -> one.item()))));
  }

  private LetterAction action(
      LetterAction.Kind kind, DeadLetterFilter filter, @Nullable String note) {
    String id = RunIds.generate(clock, new SplittableRandom());
    return LetterAction.of(kind, id, operator, clock.instant(), filter.toString()).withNote(note);
  }

  /**
   * What was marked.
   *
   * @param letters how many
   * @param items the first of them
   */
  private record Marked(boolean dryRun, int letters, List<String> items) {}
}
