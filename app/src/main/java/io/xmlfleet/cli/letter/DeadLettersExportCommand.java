package io.xmlfleet.cli.letter;

import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.cli.option.KafkaOptions;
import io.xmlfleet.cli.option.LetterFilterOptions;
import io.xmlfleet.cli.option.ParkedOptions;
import io.xmlfleet.letter.DeadLetterEntry;
import io.xmlfleet.letter.DeadLetterReader;
import io.xmlfleet.letter.LetterExport;
import io.xmlfleet.text.Counted;
import io.xmlfleet.wiring.KafkaAccess;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code xmlfleet dead-letters export}. */
@Command(
    name = "export",
    description = {
      "Writes the documents of dead letters into a folder, one file each, and reasons.csv, which",
      "says for each file why it failed. Correct the files and send them with replay --with",
      "FOLDER. If you export again, files that you have corrected are kept."
    },
    footer = {
      "",
      "Example:",
      "  xmlfleet dead-letters export --stage PARSING --since 1d --out to-correct"
    })
final class DeadLettersExportCommand extends FleetCommand {
  @Mixin private LetterFilterOptions which = new LetterFilterOptions();

  @Mixin private ParkedOptions parking = new ParkedOptions();

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      required = true,
      description = "Folder to write to; created if it does not exist.")
  private Path folder = Path.of("");

  @Option(
      names = "--overwrite",
      description = "Overwrite files that exist already and differ (default: keep them).")
  private boolean overwrite;

  @Override
  public Integer call() {
    try (KafkaAccess access = kafka.toRead();
        DeadLetterReader reader = DeadLetterReader.connect(access.settings(), kafka.topics())) {
      List<DeadLetterEntry> letters = parking.of(reader.list(which.filter()));
      if (letters.isEmpty()) {
        out().println("No open dead letter matches.");
      } else {
        tell(new LetterExport(folder, overwrite).write(letters, reader));
      }
    }
    return ExitCodes.ALL_LOADED;
  }

  private void tell(LetterExport.Summary summary) {
    out()
        .println(
            Counted.of(summary.documents(), "document") + " in " + folder + ", with reasons.csv");
    if (summary.kept() > 0) {
      out()
          .printf(
              Locale.ROOT,
              "%,d files were there already and differ: kept; --overwrite writes them anew%n",
              summary.kept());
    }
    if (summary.without() > 0) {
      out()
          .printf(
              Locale.ROOT,
              "%,d dead letters have no document any more, or never had; reasons.csv names them%n",
              summary.without());
    }
  }
}
