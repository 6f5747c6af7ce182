package io.xmlfleet.cli;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.message.ItemId;
import io.xmlfleet.message.Stage;
import io.xmlfleet.replay.DeadLetterFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which dead letters are meant. */
@Command(optionListHeading = "%nWhich dead letters (all conditions must be met):%n")
final class LetterFilterOptions {
  @Option(names = "--run", paramLabel = "ID", description = "Of this run.")
  private @Nullable String run;

  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      split = ",",
      description = "Failed there: ${COMPLETION-CANDIDATES}; repeatable.")
  private List<Stage> stages = new ArrayList<>();

  @Option(names = "--item", paramLabel = "RUN/N", description = "This one item.")
  private @Nullable String item;

  @Option(names = "--record", paramLabel = "TEXT", description = "Record id contains the text.")
  private @Nullable String record;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Reason or location contains the text, in any case.")
  private @Nullable String reason;

  /**
   * The conditions.
   *
   * @throws UsageException if the item is not written run/number
   */
  DeadLetterFilter filter() {
    return new DeadLetterFilter(
        run, Set.copyOf(stages), item == null ? null : itemId(item), record, reason);
  }

  static ItemId itemId(String text) {
    try {
      return ItemId.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "an item is written run/number, as dead-letters list shows it, not \"" + text + '"', e);
    }
  }
}
