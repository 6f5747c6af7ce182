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
 */
record LetterSelection(
    @Nullable String run,
    @Nullable String stage,
    @Nullable String reason,
    @Nullable String table,
    @Nullable String column,
    @Nullable String record) {
  static final Set<String> NAMES = Set.of("run", "stage", "reason", "table", "column", "record");

  static LetterSelection of(Context ctx) {
    return new LetterSelection(
        ctx.queryParam("run"),
        ctx.queryParam("stage"),
        ctx.queryParam("reason"),
        ctx.queryParam("table"),
        ctx.queryParam("column"),
        ctx.queryParam("record"));
  }

  /**
   * The conditions.
   *
   * @throws BadRequestResponse if a run or a stage is none
   */
  DeadLetterFilter filter() {
    DeadLetterFilter filter = DeadLetterFilter.all();
    filter = also(filter, run, (f, text) -> f.ofRun(HttpJson.runId(text)));
    filter = also(filter, stage, (f, text) -> f.atStages(stages(text)));
    filter = also(filter, reason, DeadLetterFilter::withReasonPart);
    filter = also(filter, table, DeadLetterFilter::atTable);
    filter = also(filter, column, DeadLetterFilter::atColumn);
    return also(filter, record, DeadLetterFilter::withRecordIdPart);
  }

  private static DeadLetterFilter also(
      DeadLetterFilter filter,
      @Nullable String text,
      BiFunction<DeadLetterFilter, String, DeadLetterFilter> condition) {
    return text == null || text.isBlank() ? filter : condition.apply(filter, text.strip());
  }

  private static Set<Stage> stages(String text) {
    return EnumSet.copyOf(
        HttpJson.<Stage>list(
            text, Stage::valueOf, "a stage is one of " + EnumSet.allOf(Stage.class)));
  }
}
