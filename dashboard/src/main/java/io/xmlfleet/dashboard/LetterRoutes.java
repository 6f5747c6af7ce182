package io.xmlfleet.dashboard;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.ServiceUnavailableResponse;
import io.xmlfleet.dashboard.document.DocumentView;
import io.xmlfleet.http.AuthenticationFilter;
import io.xmlfleet.http.HttpJson;
import io.xmlfleet.http.Route;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.letter.DeadLetterEntry;
import io.xmlfleet.letter.DeadLetterFilter;
import io.xmlfleet.letter.DeadLetterGroup;
import io.xmlfleet.letter.FullLetter;
import io.xmlfleet.letter.LetterField;
import io.xmlfleet.letter.LetterJson;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What failed and why. Thread-safe. */
final class LetterRoutes {
  private static final int USUAL_LETTERS = 50;
  private static final int MOST_LETTERS = 500;
  private static final int MOST_GROUPS = 100;

  /** A document may be 16 MiB, and is in memory several times while its place is looked for. */
  private static final int DOCUMENTS_AT_ONCE = 2;

  private static final long PATIENCE_SECONDS = 10;

  /**
   * Letters in the order of run and sequence.
   *
   * @param total how many match
   * @param next {@code after} of the next page; null: there is none
   */
  private record Page(List<LetterJson> letters, int total, @Nullable String next) {}

  /** Groups, the largest first within a stage; at most {@link #MOST_GROUPS} of them. */
  private record Groups(List<Map<String, Object>> groups, int total) {}

  private final LetterCache cache;
  private final DeadLetterService letterService;
  private final AuthenticationFilter authentication;
  private final Semaphore documents = new Semaphore(DOCUMENTS_AT_ONCE);

  LetterRoutes(
      LetterCache cache, DeadLetterService letterService, AuthenticationFilter authentication) {
    this.cache = cache;
    this.letterService = letterService;
    this.authentication = authentication;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/dead-letters", this::letters),
        Route.get("/api/dead-letters/groups", this::groups),
        Route.get("/api/dead-letters/{run}/{sequence}", this::letter));
  }

  private void letters(Context ctx) {
    HttpJson.knownParameters(ctx, parameters("parked", "limit", "after"));
    int limit = HttpJson.limit(ctx, USUAL_LETTERS, MOST_LETTERS);
    String after = ctx.queryParam("after");
    ItemId last = after == null ? null : item(after);
    List<DeadLetterEntry> matching = matching(ctx);
    List<DeadLetterEntry> page =
        matching.stream()
            .filter(letter -> last == null || letter.item().compareTo(last) > 0)
            .limit(limit + 1L)
            .toList();
    boolean more = page.size() > limit;
    HttpJson.json(
        ctx,
        new Page(
            page.stream().limit(limit).map(LetterJson::of).toList(),
            matching.size(),
            more ? page.get(limit - 1).item().key() : null));
  }

  private void groups(Context ctx) {
    HttpJson.knownParameters(ctx, parameters("parked", "by"));
    List<LetterField> by = fields(ctx.queryParam("by"));
    List<DeadLetterGroup> groups = DeadLetterGroup.of(matching(ctx), by);
    HttpJson.json(
        ctx,
        new Groups(
            groups.stream().limit(MOST_GROUPS).map(one -> LetterJson.of(one, by)).toList(),
            groups.size()));
  }

  private List<DeadLetterEntry> matching(Context ctx) {
    DeadLetterFilter filter = LetterSelection.of(ctx).filter();
    String parked = ctx.queryParam("parked");
    if (parked != null && !parked.equals("true") && !parked.equals("false")) {
      throw new BadRequestResponse("parked is true or false");
    }
    return cache.letters().stream()
        .filter(letter -> filter.matches(letter.head()))
        .filter(letter -> parked == null || letter.isParked() == parked.equals("true"))
        .toList();
  }

  private void letter(Context ctx) throws InterruptedException {
    HttpJson.knownParameters(ctx, Set.of("document"));
    ItemId item = item(ctx.pathParam("run") + '/' + ctx.pathParam("sequence"));
    boolean withDocument = "true".equals(ctx.queryParam("document"));
    if (withDocument) {
      authentication.requireToken(ctx);
    }
    DeadLetterEntry letter =
        cache
            .letter(item)
            .orElseThrow(() -> new NotFoundResponse("there is no open dead letter of that item"));
    if (withDocument) {
      HttpJson.json(ctx, document(letter));
    } else {
      HttpJson.json(ctx, Map.of("letter", LetterJson.of(letter)));
    }
  }

  private Map<String, Object> document(DeadLetterEntry letter) throws InterruptedException {
    if (!documents.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new ServiceUnavailableResponse("others look at documents; try again");
    }
    try {
      FullLetter full = letterService.withDocument(letter);
      byte[] bytes = full.letter().document();
      if (bytes == null) {
        return Map.of("letter", LetterJson.of(letter));
      }
      DocumentView view = DocumentView.of(bytes, letter.head().failure().location());
      return Map.of("letter", LetterJson.of(letter), "document", view);
    } finally {
      documents.release();
    }
  }

  private static Set<String> parameters(String... more) {
    Set<String> names = new HashSet<>(LetterSelection.NAMES);
    names.addAll(List.of(more));
    return names;
  }

  private static List<LetterField> fields(@Nullable String text) {
    return HttpJson.list(
        text == null ? "stage,reason" : text,
        name -> LetterField.valueOf(name.toUpperCase(Locale.ROOT)),
        "by is some of " + List.of(LetterField.values()));
  }

  /** Reads run/sequence. */
  static ItemId item(String key) {
    return HttpJson.parsed(key, ItemId::parse, "an item is written run/number");
  }
}
