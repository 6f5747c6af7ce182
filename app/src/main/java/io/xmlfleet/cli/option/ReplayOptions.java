package io.xmlfleet.cli.option;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.letter.DeadLetterFilter;
import io.xmlfleet.replay.CorrectedDocuments;
import io.xmlfleet.replay.ReplayRate;
import io.xmlfleet.replay.ReplayRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How much of what matches is replayed, and how fast. */
@Command(optionListHeading = "%nHow many, and how fast:%n")
public final class ReplayOptions {
  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most this many documents, in the order of run and number (default: all).")
  private @Nullable Integer limit;

  @Option(
      names = "--rate",
      paramLabel = "N/UNIT",
      description =
          "At most this many documents in a time: 50/s, 30/min, 100/h (default: no limit).")
  private @Nullable String rate;

  @Option(
      names = "--max-attempts",
      paramLabel = "N",
      description =
          "Leave out documents that have had this many attempts (default: leave out nothing).")
  private @Nullable Integer maxAttempts;

  @Option(
      names = "--parked",
      description = "Only parked letters (default: only letters that are not parked).")
  private boolean parked;

  @Option(
      names = "--again",
      description = "Also documents that were replayed already and whose outcome is not there yet.")
  private boolean again;

  @Option(
      names = "--with",
      paramLabel = "FILE|FOLDER",
      description =
          "A corrected document to send for --item; or a folder that was exported, of which"
              + " the corrected files are sent.")
  private @Nullable Path with;

  /**
   * What is asked for.
   *
   * @param item the one item that is meant; null: it may be many
   * @throws UsageException if a number is below 1, or corrected documents are not there
   */
  public ReplayRequest request(DeadLetterFilter filter, @Nullable ItemId item) {
    return new ReplayRequest(
        filter,
        parked,
        atLeastOne("--limit", limit),
        atLeastOne("--max-attempts", maxAttempts),
        again,
        with == null ? null : corrections(with, item));
  }

  /** Who gives 0 does not mean all, which 0 is to a request. */
  private static int atLeastOne(String option, @Nullable Integer given) {
    if (given != null && given < 1) {
      throw new UsageException(option + " takes a number of at least 1, not " + given);
    }
    return given == null ? 0 : given;
  }

  private static CorrectedDocuments corrections(Path with, @Nullable ItemId item) {
    if (Files.isDirectory(with)) {
      return CorrectedDocuments.of(with);
    }
    if (!Files.exists(with)) {
      throw new UsageException(with + " does not exist");
    }
    if (item == null) {
      throw new UsageException("--with FILE needs --item: which item is " + with + " for?");
    }
    return CorrectedDocuments.of(item, with);
  }

  /**
   * The rate; null: none.
   *
   * @throws UsageException if it is not written as one
   */
  public @Nullable ReplayRate rate() {
    return rate == null ? null : ReplayRate.parse(rate);
  }

  /** The options as somebody would write them, for the records. */
  public String asked(DeadLetterFilter filter) {
    List<String> options = new ArrayList<>();
    if (!filter.toString().isEmpty()) {
      options.add(filter.toString());
    }
    if (parked) {
      options.add("--parked");
    }
    if (again) {
      options.add("--again");
    }
    if (with != null) {
      options.add("--with " + with);
    }
    if (limit != null) {
      options.add("--limit " + limit);
    }
    if (maxAttempts != null) {
      options.add("--max-attempts " + maxAttempts);
    }
    return String.join(" ", options);
  }
}
