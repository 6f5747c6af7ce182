package io.xmlfleet.cli.letter;

import io.xmlfleet.cli.terminal.EndSummary;
import io.xmlfleet.cli.terminal.TextTable;
import io.xmlfleet.failure.Stopwatch;
import io.xmlfleet.letter.DeadLetterEntry;
import io.xmlfleet.letter.DeadLetterGroup;
import io.xmlfleet.letter.LetterField;
import io.xmlfleet.message.LetterAction;
import io.xmlfleet.replay.ReplayPlan;
import io.xmlfleet.replay.ReplaySummary;
import io.xmlfleet.text.Counted;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongConsumer;

/** What a replay says. Confined to one thread. */
final class ReplayText {
  private static final List<LetterField> GROUPED_BY =
      List.of(LetterField.RUN, LetterField.STAGE, LetterField.REASON);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

  private final PrintWriter out;

  ReplayText(PrintWriter out) {
    this.out = out;
  }

  void plan(ReplayPlan plan) {
    if (plan.isEmpty()) {
      out.println("No open dead letter matches.");
      return;
    }
    if (!plan.replayable().isEmpty()) {
      groups(plan.replayable()).print(out, "");
    }
    if (!plan.withoutDocument().isEmpty()) {
      line(
          plan.withoutDocument().size(),
          "dead letter carries",
          "dead letters carry",
          "no document, since the producer rejected it: mend the file and produce it again.");
    }
    if (!plan.underWay().isEmpty()) {
      line(plan.underWay().size(), "is", "are", "replayed already and under way" + since(plan));
    }
    leftOut(plan.leftOut());
  }

  private void leftOut(ReplayPlan.LeftOut leftOut) {
    if (leftOut.parked() > 0) {
      line(leftOut.parked(), "is", "are", "parked and left alone; --parked replays parked ones.");
    }
    if (leftOut.attemptsSpent() > 0) {
      line(leftOut.attemptsSpent(), "has", "have", "had --max-attempts and stay as they are.");
    }
    if (leftOut.uncorrected() > 0) {
      line(leftOut.uncorrected(), "is", "are", "not corrected and stay as they are.");
    }
    if (leftOut.beyondLimit() > 0) {
      line(leftOut.beyondLimit(), "more matches", "more match", "beyond --limit.");
    }
  }

  private void line(long count, String one, String many, String rest) {
    out.printf(Locale.ROOT, "%,d %s %s%n", count, count == 1 ? one : many, rest);
  }

  /** Who sent the last of them; --again is for those that got lost. */
  private static String since(ReplayPlan plan) {
    return plan.underWay().stream()
        .map(letter -> letter.state().sent())
        .filter(Objects::nonNull)
        .max(Comparator.comparing(LetterAction::at))
        .map(action -> " (" + LetterTables.by(action) + "); --again sends them once more.")
        .orElse(".");
  }

  private static TextTable groups(List<DeadLetterEntry> letters) {
    TextTable table = TextTable.of("run", "stage", "#documents", "reason");
    DeadLetterGroup.of(letters, GROUPED_BY)
        .forEach(
            group ->
                table.row(
                    group.values().get(0),
                    group.values().get(1),
                    group.count(),
                    group.values().get(2)));
    return table;
  }

  void wouldBe(ReplayPlan plan) {
    out.println(Counted.of(plan.replayable().size(), "document") + " would be replayed.");
  }

  /** A line every few seconds. */
  LongConsumer progress(ReplayPlan plan, Clock clock) {
    Stopwatch[] sinceLine = {Stopwatch.start(clock)};
    return sent -> {
      if (sinceLine[0].reached(BETWEEN_LINES)) {
        sinceLine[0] = Stopwatch.start(clock);
        out.printf(Locale.ROOT, "Replayed: %,d/%,d%n", sent, plan.replayable().size());
      }
    };
  }

  void sent(ReplaySummary summary, PrintWriter err) {
    line(summary.replayed(), "document", "documents", "replayed");
    if (summary.changed() > 0) {
      line(summary.changed(), "was", "were", "resolved or replayed meanwhile");
    }
    summary
        .gone()
        .forEach(
            letter ->
                err.println(
                    letter.item().key()
                        + " was too large for its dead letter and is not at "
                        + letter.head().source()
                        + " any more: produce it again, or send a copy with --with"));
    summary
        .tooLarge()
        .forEach(
            item ->
                err.println(item.key() + " is larger than the work topic takes; it stays open"));
  }

  void stopped() {
    out.println("Stopped before the end; the same command goes on with the rest.");
  }

  void outcome(ReplayOutcome outcome) {
    out.printf(
        Locale.ROOT, "%,d loaded, %,d failed again%n", outcome.loaded(), outcome.failed().size());
    outcome
        .failed()
        .forEach(
            letter ->
                out.println(
                    "  "
                        + letter.item().key()
                        + "  "
                        + letter.head().failure().stage()
                        + "  "
                        + LetterTables.sentence(letter.head().failure())));
    outcome
        .reports()
        .forEach(
            report -> out.println("Run " + report.run() + " now: " + EndSummary.counts(report)));
  }
}
