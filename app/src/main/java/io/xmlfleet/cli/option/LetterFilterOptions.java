package io.xmlfleet.cli.option;

import io.xmlfleet.cli.base.Environment;
import io.xmlfleet.cli.base.InstantParser;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.letter.DeadLetterFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which dead letters are meant. */
@Command(optionListHeading = "%nWhich dead letters (all conditions must be met):%n")
public final class LetterFilterOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec mixee = CommandSpec.create();

  @Option(names = "--run", paramLabel = "ID", description = "Only of this run.")
  private @Nullable String run;

  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      split = ",",
      description = "Failed at this stage: ${COMPLETION-CANDIDATES}; repeatable.")
  private List<Stage> stages = new ArrayList<>();

  @Option(names = "--item", paramLabel = "RUN/N", description = "Only this item.")
  private @Nullable String item;

  @Option(names = "--record", paramLabel = "TEXT", description = "Record id contains the text.")
  private @Nullable String record;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Reason or location contains the text, in any case.")
  private @Nullable String reason;

  @Option(
      names = "--reason-matches",
      paramLabel = "REGEX",
      description = "Reason or location contains a match of this Java regular expression.")
  private @Nullable String reasonPattern;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "Failed for this table, with its schema or without.")
  private @Nullable String table;

  @Option(
      names = "--column",
      paramLabel = "NAME",
      description =
          "Failed for a column of this name (rejections by the database name only tables).")
  private @Nullable String column;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Failed at this time or later: 2h (two hours ago), 2026-11-24,"
              + " 2026-11-24T02:08:12Z.")
  private @Nullable String since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Failed before this time; as --since.")
  private @Nullable String until;

  @Option(
      names = "--contract-name",
      paramLabel = "NAME",
      description = "Failed under the contract of this name.")
  private @Nullable String contract;

  @Option(
      names = "--contract-version",
      paramLabel = "VERSION",
      description = "Failed under this version of its contract.")
  private @Nullable String contractVersion;

  @Option(
      names = "--attempt",
      paramLabel = "N",
      description = "Failed in this attempt: 1 is the first, and each replay is one more.")
  private @Nullable Integer attempt;

  /**
   * The conditions.
   *
   * @throws UsageException if an item, a time or a regular expression is not written as such
   */
  public DeadLetterFilter filter() {
    DeadLetterFilter filter = DeadLetterFilter.all();
    filter = also(filter, run, DeadLetterFilter::ofRun);
    filter = also(filter, item, (f, text) -> f.ofItem(itemId(text)));
    if (!stages.isEmpty()) {
      filter = filter.atStages(EnumSet.copyOf(stages));
    }
    filter = also(filter, record, DeadLetterFilter::withRecordIdPart);
    filter = also(filter, reason, DeadLetterFilter::withReasonPart);
    filter = also(filter, reasonPattern, (f, text) -> f.withReasonMatching(pattern(text)));
    filter = also(filter, table, DeadLetterFilter::atTable);
    filter = also(filter, column, DeadLetterFilter::atColumn);
    filter = also(filter, since, (f, text) -> f.since(instant("--since", text)));
    filter = also(filter, until, (f, text) -> f.until(instant("--until", text)));
    filter = also(filter, contract, DeadLetterFilter::ofContract);
    filter = attempt == null ? filter : filter.ofAttempt(attempt);
    return also(filter, contractVersion, DeadLetterFilter::ofContractVersion);
  }

  /**
   * The one item that is meant; null if none is named.
   *
   * @throws UsageException if it is not written as an item
   */
  public @Nullable ItemId item() {
    return item == null ? null : itemId(item);
  }

  private static DeadLetterFilter also(
      DeadLetterFilter filter,
      @Nullable String value,
      BiFunction<DeadLetterFilter, String, DeadLetterFilter> condition) {
    return value == null ? filter : condition.apply(filter, value);
  }

  private Instant instant(String option, String text) {
    return InstantParser.parse(option, text, Environment.of(mixee).clock());
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new UsageException(
          "--reason-matches is not a regular expression: " + e.getDescription(), e);
    }
  }

  public static ItemId itemId(String text) {
    try {
      return ItemId.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "an item is written run/number, as dead-letters list shows it, not \"" + text + '"', e);
    }
  }
}
