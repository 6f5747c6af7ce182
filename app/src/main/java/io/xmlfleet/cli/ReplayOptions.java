package io.xmlfleet.cli;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.replay.DeadLetterFilter;
import io.xmlfleet.replay.ReplayRate;
import io.xmlfleet.replay.ReplayRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How much of what matches is replayed, and how fast. */
@Command(optionListHeading = "%nHow many, and how fast:%n")
final class ReplayOptions {
  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "0",
      description = "At most so many documents, by run and number (default: all).")
  private int limit;

  @Option(
      names = "--rate",
      paramLabel = "N/UNIT",
      description = "At most so many in such a time: 50/s, 30/min, 100/h (default: no limit).")
  private @Nullable String rate;

  @Option(
      names = "--max-attempts",
      paramLabel = "N",
      defaultValue = "0",
      description = "Leave out what has had so many attempts (default: leave out nothing).")
  private int maxAttempts;

  @Option(names = "--parked", description = "Those that are parked, and only those.")
  private boolean parked;

  @Option(
      names = "--again",
      description = "Also what is replayed already and waits for a worker or its outcome.")
  private boolean again;

  /**
   * What is asked for.
   *
   * @throws UsageException if a number is negative
   */
  ReplayRequest request(DeadLetterFilter filter) {
    if (limit < 0 || maxAttempts < 0) {
      throw new UsageException("--limit and --max-attempts take a positive number");
    }
    return new ReplayRequest(filter, parked, limit, maxAttempts, again);
  }

  /**
   * The rate; null: none.
   *
   * @throws UsageException if it is not written as one
   */
  @Nullable ReplayRate rate() {
    return rate == null ? null : ReplayRate.parse(rate);
  }

  /** The options as somebody would write them, for the records. */
  String asked(DeadLetterFilter filter) {
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
    if (limit > 0) {
      options.add("--limit " + limit);
    }
    if (maxAttempts > 0) {
      options.add("--max-attempts " + maxAttempts);
    }
    return String.join(" ", options);
  }
}
