package io.xmlfleet.replay;

import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.ItemId;
import io.xmlfleet.message.Stage;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant: those that meet every condition that is set. Immutable.
 *
 * @param run of that run; null: of any
 * @param stages failed at one of these; none: at any
 * @param item that one item; null: any
 * @param recordIdPart contained in the record id; null: any
 * @param reasonPart contained in the reason or the location, in any case; null: any
 */
public record DeadLetterFilter(
    @Nullable String run,
    Set<Stage> stages,
    @Nullable ItemId item,
    @Nullable String recordIdPart,
    @Nullable String reasonPart) {
  public DeadLetterFilter {
    stages = Set.copyOf(stages);
  }

  public static DeadLetterFilter all() {
    return new DeadLetterFilter(null, Set.of(), null, null, null);
  }

  public static DeadLetterFilter ofRun(String run) {
    return new DeadLetterFilter(run, Set.of(), null, null, null);
  }

  public static DeadLetterFilter ofItem(ItemId item) {
    return new DeadLetterFilter(null, Set.of(), item, null, null);
  }

  /** Whether a letter of that item can match: known before its headers are read. */
  boolean mayMatch(ItemId candidate) {
    return (run == null || run.equals(candidate.run())) && (item == null || item.equals(candidate));
  }

  /** Whether the letter matches; its document does not matter. */
  public boolean matches(DeadLetter letter) {
    return mayMatch(letter.item())
        && (stages.isEmpty() || stages.contains(letter.failure().stage()))
        && (recordIdPart == null || letter.recordId().contains(recordIdPart))
        && (reasonPart == null
            || containsIgnoringCase(letter.failure().reason(), reasonPart)
            || containsIgnoringCase(letter.failure().location(), reasonPart));
  }

  private static boolean containsIgnoringCase(@Nullable String text, String part) {
    return text != null && text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }
}
