package io.xmlfleet.dashboard;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.http.HttpJson;
import io.xmlfleet.letter.DeadLetterFilter;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Conditions that letters must meet, all of them; an absent or empty one is none. Immutable.
 *
 * @param stage one or several, with commas
 * @param reason text in the reason or the place, in any case
 * @param record text in the record id
 * @param contract name of the contract
 * @param since failed then or later, ISO 8601 with its zone
 * @param until failed before then
 */
record LetterSelection(
    @Nullable String run,
    @Nullable String stage,
    @Nullable String reason,
    @Nullable String table,
    @Nullable String column,
    @Nullable String record,
    @Nullable String contract,
    @Nullable String attempt,
    @Nullable String since,
    @Nullable String until) {
  static final Set<String> NAMES =
      Set.of(
          "run",
          "stage",
          "reason",
          "table",
          "column",
          "record",
          "contract",
          "attempt",
          "since",
          "until");

  static LetterSelection of(Context ctx) {
    return new LetterSelection(
        ctx.queryParam("run"),
        ctx.queryParam("stage"),
        ctx.queryParam("reason"),
        ctx.queryParam("table"),
        ctx.queryParam("column"),
        ctx.queryParam("record"),
        ctx.queryParam("contract"),
        ctx.queryParam("attempt"),
        ctx.queryParam("since"),
        ctx.queryParam("until"));
  }

  /**
   * The conditions.
   *
   * @throws BadRequestResponse if a run, a stage, an attempt or a time is none
   */
  DeadLetterFilter filter() {
    DeadLetterFilter filter = DeadLetterFilter.all();
    filter = also(filter, run, (f, text) -> f.ofRun(HttpJson.runId(text)));
    filter = also(filter, stage, (f, text) -> f.atStages(stages(text)));
    filter = also(filter, reason, DeadLetterFilter::withReasonPart);
    filter = also(filter, table, DeadLetterFilter::atTable);
    filter = also(filter, column, DeadLetterFilter::atColumn);
    filter = also(filter, record, DeadLetterFilter::withRecordIdPart);
    filter = also(filter, contract, DeadLetterFilter::ofContract);
    filter = also(filter, attempt, (f, text) -> f.ofAttempt(attempt(text)));
    filter = also(filter, since, (f, text) -> f.since(HttpJson.instant(text)));
    return also(filter, until, (f, text) -> f.until(HttpJson.instant(text)));
  }

  private static DeadLetterFilter also(
      DeadLetterFilter filter,
      @Nullable String text,
      BiFunction<DeadLetterFilter, String, DeadLetterFilter> condition) {
    return text == null || text.isBlank() ? filter : condition.apply(filter, text.strip());
  }

  private static int attempt(String text) {
    return HttpJson.parsed(text, Integer::parseInt, "an attempt is a number");
  }

  private static Set<Stage> stages(String text) {
    return EnumSet.copyOf(
        HttpJson.<Stage>list(
            text, Stage::valueOf, "a stage is one of " + EnumSet.allOf(Stage.class)));
  }
}
