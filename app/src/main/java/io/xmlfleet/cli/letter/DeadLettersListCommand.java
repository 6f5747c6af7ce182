package io.xmlfleet.cli.letter;

import io.xmlfleet.cli.base.ConsoleText;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.cli.option.KafkaOptions;
import io.xmlfleet.cli.option.LetterFilterOptions;
import io.xmlfleet.cli.option.ParkedOptions;
import io.xmlfleet.cli.terminal.TextTable;
import io.xmlfleet.letter.DeadLetterEntry;
import io.xmlfleet.letter.DeadLetterFilter;
import io.xmlfleet.letter.DeadLetterGroup;
import io.xmlfleet.letter.DeadLetterReader;
import io.xmlfleet.letter.LetterField;
import io.xmlfleet.letter.LetterJson;
import io.xmlfleet.text.Counted;
import io.xmlfleet.wiring.KafkaAccess;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code xmlfleet dead-letters list}. */
@Command(
    name = "list",
    description = {
      "Lists the open dead letters (documents that failed): item, stage, document, reason and",
      "place; then the parked ones, and since when they are parked."
    },
    footer = {
      "",
      "Examples:",
      "  xmlfleet dead-letters list --run 20261124-020812-x7k2 --stage MAPPING",
      "  xmlfleet dead-letters list --group-by contract,version,reason --since 2h"
    })
final class DeadLettersListCommand extends FleetCommand {
  private static final int DEFAULT_LINES = 100;

  @Mixin private LetterFilterOptions which = new LetterFilterOptions();

  @Mixin private ParkedOptions parking = new ParkedOptions();

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
      description = "Largest number of letters to list; 0: all (default: 100, with --json all).")
  private @Nullable Integer limit;

  @Option(names = "--json", description = "Print a line of JSON for each letter, or each group.")
  private boolean json;

  @Override
  public Integer call() {
    DeadLetterFilter filter = which.filter();
    List<DeadLetterEntry> letters;
    try (KafkaAccess access = kafka.toRead();
        DeadLetterReader reader = DeadLetterReader.connect(access.settings(), kafka.topics())) {
      letters = parking.of(reader.list(filter));
    }
    List<LetterField> by = groupedBy();
    if (json) {
      printJson(letters, by);
    } else {
      print(letters, by, filter);
    }
    return ExitCodes.ALL_LOADED;
  }

  private List<LetterField> groupedBy() {
    return fields.isEmpty() && group
        ? List.of(LetterField.RUN, LetterField.STAGE, LetterField.REASON)
        : fields.stream().distinct().toList();
  }

  private void printJson(List<DeadLetterEntry> letters, List<LetterField> by) {
    if (by.isEmpty()) {
      first(letters, limit == null ? 0 : limit)
          .forEach(letter -> out().println(line(LetterJson.of(letter))));
    } else {
      DeadLetterGroup.of(letters, by).forEach(each -> out().println(line(LetterJson.of(each, by))));
    }
    out().flush();
  }

  private void print(List<DeadLetterEntry> letters, List<LetterField> by, DeadLetterFilter filter) {
    List<DeadLetterEntry> parked = letters.stream().filter(DeadLetterEntry::isParked).toList();
    List<DeadLetterEntry> open = letters.stream().filter(letter -> !letter.isParked()).toList();
    if (open.isEmpty()) {
      boolean all = filter.toString().isEmpty();
      out().println(all ? "No open dead letters." : "No open dead letter matches.");
    } else {
      print(open, by, LetterTables.letters(shown(open)), "open");
      long underWay = open.stream().filter(DeadLetterEntry::isUnderWay).count();
      if (underWay > 0) {
        say("%,d of them are replayed and under way%n", underWay);
      }
    }
    if (!parked.isEmpty()) {
      out().println();
      print(parked, by, LetterTables.parked(shown(parked)), "parked");
    }
  }

  private void print(
      List<DeadLetterEntry> letters, List<LetterField> by, TextTable table, String which) {
    if (by.isEmpty()) {
      table.print(out(), "");
    } else {
      LetterTables.groups(DeadLetterGroup.of(letters, by), by).print(out(), "");
    }
    int count = letters.size();
    out().println();
    say("%s%n", Counted.of(count, which + " dead letter"));
    int lines = shown(letters).size();
    if (by.isEmpty() && lines < count) {
      say("The first %,d are shown; --limit 0 shows all.%n", lines);
    }
  }

  private List<DeadLetterEntry> shown(List<DeadLetterEntry> letters) {
    return first(letters, limit == null ? DEFAULT_LINES : limit);
  }

  private static List<DeadLetterEntry> first(List<DeadLetterEntry> letters, int count) {
    return count <= 0 ? letters : letters.stream().limit(count).toList();
  }

  private static String line(Object json) {
    return ConsoleText.json(json);
  }
}
