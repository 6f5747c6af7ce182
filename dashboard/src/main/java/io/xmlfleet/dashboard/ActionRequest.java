package io.xmlfleet.dashboard;

import io.javalin.http.BadRequestResponse;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.letter.DeadLetterFilter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks to be done, and to which letters: these items, or those that meet the filter;
 * an empty filter means all of them. Immutable.
 *
 * @param dryRun only say what would be done; of a replay, null means true
 * @param note why, for those who come after; null: without a word
 */
record ActionRequest(
    @Nullable LetterSelection filter,
    @Nullable List<String> items,
    @Nullable Boolean dryRun,
    @Nullable Integer limit,
    @Nullable Boolean parked,
    @Nullable Boolean again,
    @Nullable String note) {
  static final int MOST_ITEMS = 1_000;
  private static final int LONGEST_NOTE = 500;

  /**
   * The letters that are meant.
   *
   * @throws BadRequestResponse if none are named in either way, or the note is too long
   */
  DeadLetterFilter chosen() {
    if (note != null && note.length() > LONGEST_NOTE) {
      throw new BadRequestResponse("a note has at most " + LONGEST_NOTE + " characters");
    }
    if (filter == null && items == null) {
      throw new BadRequestResponse("name items, or a filter; an empty filter means all letters");
    }
    DeadLetterFilter chosen = filter == null ? DeadLetterFilter.all() : filter.filter();
    if (items == null) {
      return chosen;
    }
    if (items.isEmpty() || items.size() > MOST_ITEMS) {
      throw new BadRequestResponse("there are 1 to " + MOST_ITEMS + " items");
    }
    Set<ItemId> wanted = new HashSet<>();
    items.forEach(item -> wanted.add(LetterRoutes.item(item)));
    return chosen.ofItems(wanted);
  }
}
