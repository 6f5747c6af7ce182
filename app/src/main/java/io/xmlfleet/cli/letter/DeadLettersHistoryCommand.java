package io.xmlfleet.cli.letter;

import io.xmlfleet.cli.base.ConsoleText;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.cli.option.KafkaOptions;
import io.xmlfleet.cli.option.LetterFilterOptions;
import io.xmlfleet.cli.terminal.TextTable;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.letter.DeadLetterReader;
import io.xmlfleet.message.LetterAction;
import io.xmlfleet.message.LetterAction.Acted;
import io.xmlfleet.wiring.KafkaAccess;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code xmlfleet dead-letters history}. */
@Command(
    name = "history",
    description =
        "Lists who replayed, parked or unparked which dead letters, and when; newest first.",
    footer = {
      "",
      "Examples:",
      "  xmlfleet dead-letters history",
      "  xmlfleet dead-letters history 20261124-020812-x7k2/84"
    })
final class DeadLettersHistoryCommand extends FleetCommand {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "ITEM",
      description = "Only actions on this item: RUN/NUMBER.")
  private @Nullable String item;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "Largest number of lines; 0: all (default: ${DEFAULT-VALUE}).")
  private int limit = 50;

  @Option(
      names = "--json",
      description = "Print every record of the topic as a line of JSON, the oldest first.")
  private boolean json;

  /** What one command did: it may stand in several records. */
  private record Line(LetterAction action, long letters, int attempt) {
    static Line of(LetterAction action) {
      return new Line(
          action.on(List.of()), action.letters().size(), action.letters().get(0).attempt());
    }

    Line plus(Line more) {
      return new Line(action, letters + more.letters, Math.max(attempt, more.attempt));
    }
  }

  @Override
  public Integer call() {
    ItemId wanted = item == null ? null : LetterFilterOptions.itemId(item);
    Map<String, Line> lines = new LinkedHashMap<>();
    try (KafkaAccess access = kafka.toRead();
        DeadLetterReader reader = DeadLetterReader.connect(access.settings(), kafka.topics())) {
      reader.history(
          action -> {
            LetterAction narrowed = wanted == null ? action : only(wanted, action);
            if (!narrowed.letters().isEmpty()) {
              take(narrowed, lines);
            }
          });
    }
    if (!json) {
      print(new ArrayList<>(lines.values()));
    }
    out().flush();
    return ExitCodes.ALL_LOADED;
  }

  private static LetterAction only(ItemId wanted, LetterAction action) {
    List<Acted> acted = action.letters().stream().filter(a -> a.item().equals(wanted)).toList();
    return action.on(acted);
  }

  private void take(LetterAction action, Map<String, Line> lines) {
    if (json) {
      out().println(ConsoleText.json(action));
    } else {
      lines.merge(action.id(), Line.of(action), Line::plus);
    }
  }

  private void print(List<Line> lines) {
    if (lines.isEmpty()) {
      out().println(item == null ? "Nobody has replayed or parked anything." : "Nothing was done.");
      return;
    }
    Collections.reverse(lines);
    TextTable table =
        TextTable.of(
            "when",
            "who",
            "did",
            item == null ? "#letters" : "#attempt",
            "asked for",
            "note",
            "id");
    lines.stream()
        .limit(limit > 0 ? limit : Long.MAX_VALUE)
        .forEach(
            line ->
                table.row(
                    line.action.at().truncatedTo(ChronoUnit.SECONDS),
                    line.action.by(),
                    did(line.action),
                    String.format(Locale.ROOT, "%,d", item == null ? line.letters : line.attempt),
                    line.action.asked(),
                    line.action.note() == null ? "" : line.action.note(),
                    line.action.id()));
    table.print(out(), "");
    if (limit > 0 && lines.size() > limit) {
      say("%,d more; --limit 0 shows all%n", lines.size() - limit);
    }
  }

  private static String did(LetterAction action) {
    String done = action.kind().name().toLowerCase(Locale.ROOT);
    return action.corrected() ? done + ", corrected" : done;
  }
}
