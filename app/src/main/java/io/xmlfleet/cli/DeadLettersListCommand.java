package io.xmlfleet.cli;

import io.xmlfleet.replay.DeadLetterEntry;
import io.xmlfleet.replay.DeadLetterGroup;
import io.xmlfleet.replay.DeadLetterReader;
import io.xmlfleet.replay.LetterField;
import io.xmlfleet.wiring.KafkaAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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
      "  xmlfleet dead-letters list --group-by contract,version,reason --since 2h"
    })
final class DeadLettersListCommand extends FleetCommand {
  private static final int DEFAULT_LINES = 100;

  @Mixin private LetterFilterOptions which = new LetterFilterOptions();

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(names = "--group", description = "Count by run, stage and reason instead.")
  private boolean group;

  @Option(
      names = "--group-by",
      paramLabel = "FIELD",
      split = ",",
      description = "Count by these fields instead: ${COMPLETION-CANDIDATES}; repeatable.")
  private List<LetterField> fields = new ArrayList<>();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Most letters to list; 0: all (default: 100, with --json all).")
  private @Nullable Integer limit;

  @Option(names = "--json", description = "Print a line of JSON for each letter, or each group.")
  private boolean json;

  @Override
  public Integer call() {
    List<DeadLetterEntry> open;
    try (KafkaAccess access =
            KafkaAccess.toLook(kafka.request(name()), general().data(), surroundings().clock())
                .withTopics(kafka.topics());
        DeadLetterReader reader = DeadLetterReader.connect(access.settings(), kafka.topics())) {
      open = reader.list(which.filter());
    }
    List<LetterField> by = groupedBy();
    if (json) {
      printJson(open, by);
    } else if (open.isEmpty()) {
      out().println("No open dead letters.");
    } else {
      print(open, by);
    }
    return ExitCodes.ALL_LOADED;
  }

  private List<LetterField> groupedBy() {
    return fields.isEmpty() && group
        ? List.of(LetterField.RUN, LetterField.STAGE, LetterField.REASON)
        : fields.stream().distinct().toList();
  }

  private void printJson(List<DeadLetterEntry> open, List<LetterField> by) {
    if (by.isEmpty()) {
      first(open, limit == null ? 0 : limit)
          .forEach(letter -> out().println(LetterJson.line(letter)));
    } else {
      DeadLetterGroup.of(open, by).forEach(each -> out().println(LetterJson.line(each, by)));
    }
    out().flush();
  }

  private void print(List<DeadLetterEntry> open, List<LetterField> by) {
    List<DeadLetterEntry> shown = first(open, limit == null ? DEFAULT_LINES : limit);
    TextTable table =
        by.isEmpty()
            ? LetterTables.letters(shown)
            : LetterTables.groups(DeadLetterGroup.of(open, by), by);
    table.print(out(), "");
    out().println();
    out()
        .printf(
            Locale.ROOT,
            "%,d open dead %s%n",
            open.size(),
            open.size() == 1 ? "letter" : "letters");
    if (by.isEmpty() && shown.size() < open.size()) {
      out().printf(Locale.ROOT, "The first %,d are shown; --limit 0 shows all.%n", shown.size());
    }
  }

  private static List<DeadLetterEntry> first(List<DeadLetterEntry> letters, int count) {
    return count <= 0 ? letters : letters.stream().limit(count).toList();
  }
}
