package io.xmlfleet.cli.option;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.letter.DeadLetterEntry;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether parked dead letters are meant, too. */
@Command(optionListHeading = "%nParked ones:%n")
public final class ParkedOptions {
  @Option(names = "--parked", description = "Only parked letters.")
  private boolean parked;

  @Option(names = "--open", description = "Only letters that are not parked (default: both).")
  private boolean open;

  public List<DeadLetterEntry> of(List<DeadLetterEntry> letters) {
    if (parked && open) {
      throw new UsageException("--parked and --open leave nothing: choose one, or none for both");
    }
    return parked || open
        ? letters.stream().filter(letter -> letter.isParked() == parked).toList()
        : letters;
  }
}
