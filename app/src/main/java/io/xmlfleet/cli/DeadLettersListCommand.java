package io.xmlfleet.cli;

import io.xmlfleet.message.Failure;
import io.xmlfleet.replay.DeadLetterEntry;
import io.xmlfleet.replay.DeadLetterGroup;
import io.xmlfleet.replay.DeadLetterReader;
import io.xmlfleet.wiring.KafkaAccess;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code xmlfleet dead-letters list}. */
@Command(
    name = "list",
    description = "Lists the open dead letters: item, stage, document, reason and place.",
    footer = {
      "",
      "Examples:",
      "  xmlfleet dead-letters list --run 20261124-020812-x7k2 --stage MAPPING",
      "  xmlfleet dead-letters list --group"
    })
final class DeadLettersListCommand extends FleetCommand {
  @Mixin private LetterFilterOptions which = new LetterFilterOptions();

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(names = "--group", description = "Count by run, stage and reason instead.")
  private boolean group;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "Most lines; 0: all (default: ${DEFAULT-VALUE}).")
  private int limit = 100;

  @Override
  public Integer call() {
    List<DeadLetterEntry> open;
    try (KafkaAccess access =
            KafkaAccess.toLook(kafka.request(name()), general().data(), surroundings().clock())
                .withTopics(kafka.topics());
        DeadLetterReader reader = DeadLetterReader.connect(access.settings(), kafka.topics())) {
      open = reader.list(which.filter());
    }
    if (open.isEmpty()) {
      out().println("No open dead letters.");
    } else if (group) {
      print(groups(DeadLetterGroup.of(open)), open.size());
    } else {
      print(letters(open), open.size());
    }
    return ExitCodes.ALL_LOADED;
  }

  private void print(TextTable table, int letters) {
    table.print(out(), "");
    out().println();
    out().printf(Locale.ROOT, "%,d open dead %s%n", letters, letters == 1 ? "letter" : "letters");
    if (limit > 0 && letters > limit && !group) {
      out().printf(Locale.ROOT, "The first %,d are shown; --limit 0 shows all.%n", limit);
    }
  }

  private TextTable letters(List<DeadLetterEntry> open) {
    TextTable table =
        TextTable.of(
            TextTable.Column.left("item"),
            TextTable.Column.left("stage"),
            TextTable.Column.right("attempt"),
            TextTable.Column.left("document"),
            TextTable.Column.left("reason"));
    open.stream()
        .limit(limit > 0 ? limit : Long.MAX_VALUE)
        .forEach(
            entry ->
                table.row(
                    entry.item().key(),
                    entry.head().failure().stage(),
                    entry.head().attempt(),
                    entry.head().recordId(),
                    sentence(entry.head().failure())));
    return table;
  }

  private static TextTable groups(List<DeadLetterGroup> groups) {
    TextTable table =
        TextTable.of(
            TextTable.Column.left("run"),
            TextTable.Column.left("stage"),
            TextTable.Column.right("count"),
            TextTable.Column.left("first item"),
            TextTable.Column.left("reason"));
    groups.forEach(g -> table.row(g.run(), g.stage(), g.count(), g.example().key(), g.reason()));
    return table;
  }

  static String sentence(Failure failure) {
    String location = failure.location();
    return location == null ? failure.reason() : failure.reason() + " (" + location + ")";
  }
}
