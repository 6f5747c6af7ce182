package io.xmlfleet.dashboard;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.ServiceUnavailableResponse;
import io.xmlfleet.dashboard.document.DocumentView;
import io.xmlfleet.failure.Remedy;
import io.xmlfleet.http.AuthenticationFilter;
import io.xmlfleet.http.Caller;
import io.xmlfleet.http.HttpJson;
import io.xmlfleet.http.Role;
import io.xmlfleet.http.Route;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.letter.DeadLetterEntry;
import io.xmlfleet.letter.DeadLetterFilter;
import io.xmlfleet.letter.DeadLetterGroup;
import io.xmlfleet.letter.ExportFolder;
import io.xmlfleet.letter.FullLetter;
import io.xmlfleet.letter.LetterField;
import io.xmlfleet.letter.LetterJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What failed and why. Thread-safe. */
final class LetterRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(LetterRoutes.class);
  private static final Listing.Bounds BOUNDS = new Listing.Bounds(50, 500);
  private static final int MOST_GROUPS = 100;

  private static final Set<String> PAGE_PARAMETERS =
      parameters("parked", "after", "sort", "offset", "limit");

  private static final Listing<DeadLetterEntry> LISTING =
      new Listing<>(
          Map.of(
              "item", Comparator.comparing(DeadLetterEntry::item),
              "stage", Comparator.comparing(letter -> letter.head().failure().stage()),
              "reason", Comparator.comparing(letter -> letter.head().failure().reason()),
              "location", Comparator.comparing(LetterRoutes::location),
              "record", Comparator.comparing(letter -> letter.head().recordId()),
              "attempt", Comparator.comparing(letter -> letter.head().attempt()),
              "failedAt", Comparator.comparing(letter -> letter.head().failedAt())),
          Comparator.comparing(DeadLetterEntry::item));

  /** A document may be 16 MiB, and is in memory several times while its place is looked for. */
  private static final int DOCUMENTS_AT_ONCE = 2;

  private static final long PATIENCE_SECONDS = 10;

  /** What a person can do, and its section in docs/reasons.md. */
  private record ToDo(String text, String section) {}

  /**
   * Letters in the order of run and sequence.
   *
   * @param total how many match
   * @param next {@code after} of the next page, in the usual order; null: there is none
   * @param options that ask the commands for the same letters
   */
  private record Page(List<LetterJson> letters, int total, @Nullable String next, String options) {}

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
        Route.get("/api/dead-letters/over-time", this::overTime),
        Route.get("/api/dead-letters/export", this::export),
        Route.get("/api/dead-letters/{run}/{sequence}", this::letter));
  }

  private void letters(Context ctx) {
    HttpJson.knownParameters(ctx, PAGE_PARAMETERS);
    String after = ctx.queryParam("after");
    ItemId last = after == null ? null : item(after);
    List<DeadLetterEntry> matching = matching(ctx);
    List<DeadLetterEntry> rest =
        last == null
            ? matching
            : matching.stream().filter(letter -> letter.item().compareTo(last) > 0).toList();
    List<DeadLetterEntry> page = LISTING.part(ctx, rest, BOUNDS);
    boolean more = page.size() < rest.size() && ctx.queryParam("offset") == null;
    HttpJson.json(
        ctx,
        new Page(
            page.stream().map(LetterJson::of).toList(),
            matching.size(),
            more ? page.get(page.size() - 1).item().key() : null,
            options(ctx)));
  }

  /** As {@code dead-letters list} and {@code replay} take them. */
  private static String options(Context ctx) {
    String parked = ctx.queryParam("parked");
    String which =
        parked == null || parked.isEmpty() ? "" : parked.equals("true") ? "--parked" : "--open";
    return (LetterSelection.of(ctx).filter() + " " + which).strip();
  }

  private void overTime(Context ctx) {
    HttpJson.knownParameters(ctx, parameters("parked"));
    HttpJson.json(ctx, ReasonsOverTime.of(matching(ctx)));
  }

  /** The same letters as a list for a spreadsheet, in the columns of an export's reasons.csv. */
  private void export(Context ctx) throws IOException {
    HttpJson.knownParameters(ctx, parameters("parked", "sort"));
    List<DeadLetterEntry> all = LISTING.sorted(ctx, matching(ctx));
    ctx.contentType("text/csv; charset=utf-8")
        .header(Header.CONTENT_DISPOSITION, "attachment; filename=\"dead-letters.csv\"");
    try (BufferedWriter out =
        new BufferedWriter(new OutputStreamWriter(ctx.outputStream(), StandardCharsets.UTF_8))) {
      ExportFolder.writeLines(out, all);
    }
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
    if (parked != null && !parked.isEmpty() && !parked.equals("true") && !parked.equals("false")) {
      throw new BadRequestResponse("parked is true or false");
    }
    return cache.letters().stream()
        .filter(letter -> filter.matches(letter.head()))
        .filter(
            letter ->
                parked == null || parked.isEmpty() || letter.isParked() == parked.equals("true"))
        .toList();
  }

  private void letter(Context ctx) throws InterruptedException {
    HttpJson.knownParameters(ctx, Set.of("document"));
    ItemId item = item(ctx.pathParam("run") + '/' + ctx.pathParam("sequence"));
    boolean withDocument = "true".equals(ctx.queryParam("document"));
    if (withDocument) {
      Caller caller = authentication.require(ctx, Role.OPERATOR);
      LOG.info("The document of {} is shown to {}", item, caller.name());
    }
    DeadLetterEntry letter =
        cache
            .letter(item)
            .orElseThrow(() -> new NotFoundResponse("there is no open dead letter of that item"));
    if (withDocument) {
      HttpJson.json(ctx, document(letter));
    } else {
      Remedy remedy = Remedy.of(letter.head().failure());
      HttpJson.json(
          ctx,
          Map.of(
              "letter", LetterJson.of(letter), "toDo", new ToDo(remedy.text(), remedy.anchor())));
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

  private static String location(DeadLetterEntry letter) {
    return Objects.toString(letter.head().failure().location(), "");
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
