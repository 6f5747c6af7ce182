package io.xmlfleet.letter;

import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant: those that meet every condition. It reads as the options that ask
 * for it. Immutable.
 */
public final class DeadLetterFilter {
  private static final int NAMED_ITEMS = 20;
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:,=@%+-]+");

  /** One condition and the option for it. */
  private record Condition(String option, Predicate<DeadLetter> test) {}

  private final @Nullable String run;
  private final @Nullable ItemId item;
  private final List<Condition> conditions;

  private DeadLetterFilter(
      @Nullable String run, @Nullable ItemId item, List<Condition> conditions) {
    this.run = run;
    this.item = item;
    this.conditions = List.copyOf(conditions);
  }

  public static DeadLetterFilter all() {
    return new DeadLetterFilter(null, null, List.of());
  }

  public DeadLetterFilter ofRun(String wanted) {
    return new DeadLetterFilter(wanted, item, conditions);
  }

  public DeadLetterFilter ofItem(ItemId wanted) {
    return new DeadLetterFilter(run, wanted, conditions);
  }

  /** One of these. */
  public DeadLetterFilter ofItems(Set<ItemId> wanted) {
    Set<ItemId> items = Set.copyOf(wanted);
    String names =
        items.size() > NAMED_ITEMS
            ? items.size() + " items"
            : items.stream().sorted().map(ItemId::key).collect(Collectors.joining(","));
    return with("--item", names, letter -> items.contains(letter.item()));
  }

  /** Failed at one of these. */
  public DeadLetterFilter atStages(Set<Stage> stages) {
    String names = stages.stream().sorted().map(Stage::name).collect(Collectors.joining(","));
    return with("--stage", names, letter -> stages.contains(letter.failure().stage()));
  }

  public DeadLetterFilter withRecordIdPart(String part) {
    return with("--record", part, letter -> letter.recordId().contains(part));
  }

  /** Reason or location contains the text, in any case. */
  public DeadLetterFilter withReasonPart(String part) {
    String lower = part.toLowerCase(Locale.ROOT);
    return with(
        "--reason",
        part,
        letter -> inReason(letter, text -> text.toLowerCase(Locale.ROOT).contains(lower)));
  }

  /**
   * Reason or location contains a match. Testing a letter throws a {@link
   * io.xmlfleet.failure.UsageException} where the search has no end in sight.
   */
  public DeadLetterFilter withReasonMatching(Pattern pattern) {
    return with(
        "--reason-matches",
        pattern.pattern(),
        letter -> inReason(letter, text -> PatientSearch.finds(pattern, text)));
  }

  /** The attempt that failed; 1 is the first. */
  public DeadLetterFilter ofAttempt(int attempt) {
    return with("--attempt", Integer.toString(attempt), letter -> letter.attempt() == attempt);
  }

  /** Failed at that time or later. */
  public DeadLetterFilter since(Instant from) {
    return with("--since", from.toString(), letter -> !letter.failedAt().isBefore(from));
  }

  /** Failed before that time. */
  public DeadLetterFilter until(Instant to) {
    return with("--until", to.toString(), letter -> letter.failedAt().isBefore(to));
  }

  /** Of the contract of that name, in whatever version. */
  public DeadLetterFilter ofContract(String name) {
    return with(
        "--contract-name",
        name,
        letter ->
            letter.contract() != null
                && (letter.contract().equals(name) || letter.contract().startsWith(name + '@')));
  }

  /** Mapped, or asked to be mapped, by that version of its contract. */
  public DeadLetterFilter ofContractVersion(String version) {
    return with(
        "--contract-version",
        version,
        letter ->
            version.equals(letter.contractVersion())
                || (letter.contract() != null && letter.contract().endsWith('@' + version)));
  }

  /** Failed for that table, in any case; a name without a schema means any. */
  public DeadLetterFilter atTable(String table) {
    return with("--table", table, letter -> FailurePlace.of(letter).isTable(table));
  }

  /** Failed for a column of that name, in any case. */
  public DeadLetterFilter atColumn(String column) {
    return with("--column", column, letter -> FailurePlace.of(letter).isColumn(column));
  }

  private DeadLetterFilter with(String option, String value, Predicate<DeadLetter> test) {
    List<Condition> more = new ArrayList<>(conditions);
    more.add(new Condition(option + ' ' + quoted(value), test));
    return new DeadLetterFilter(run, item, more);
  }

  /** Whether a letter of that item can match: known before its headers are read. */
  boolean mayMatch(ItemId candidate) {
    return (run == null || run.equals(candidate.run())) && (item == null || item.equals(candidate));
  }

  /** Whether the letter matches; its document does not matter. */
  public boolean matches(DeadLetter letter) {
    return mayMatch(letter.item()) && conditions.stream().allMatch(one -> one.test().test(letter));
  }

  /** The options, as somebody would write them; empty: all letters. */
  @Override
  public String toString() {
    List<String> options = new ArrayList<>();
    if (run != null) {
      options.add("--run " + run);
    }
    if (item != null) {
      options.add("--item " + item.key());
    }
    conditions.forEach(condition -> options.add(condition.option()));
    return String.join(" ", options);
  }

  private static boolean inReason(DeadLetter letter, Predicate<String> test) {
    String location = letter.failure().location();
    return test.test(letter.failure().reason()) || (location != null && test.test(location));
  }

  private static String quoted(String value) {
    return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'";
  }
}
