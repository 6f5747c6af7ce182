package io.xmlfleet.cli.letter;

import io.xmlfleet.cli.base.CurrentUser;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.cli.option.KafkaOptions;
import io.xmlfleet.cli.option.LetterFilterOptions;
import io.xmlfleet.letter.DeadLetterEntry;
import io.xmlfleet.letter.DeadLetterFilter;
import io.xmlfleet.letter.DeadLetterReader;
import io.xmlfleet.letter.LetterActionWriter;
import io.xmlfleet.message.LetterAction;
import io.xmlfleet.text.Counted;
import io.xmlfleet.wiring.KafkaAccess;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code park} and {@code unpark} share. Confined to one thread. */
abstract class ParkingCommand extends FleetCommand {
  @Mixin private LetterFilterOptions which = new LetterFilterOptions();

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      description = "Reason for parking, for other people.")
  private @Nullable String note;

  @Option(names = "--dry-run", description = "Only list the letters, and change nothing.")
  private boolean dryRun;

  abstract LetterAction.Kind kind();

  @Override
  public final Integer call() {
    DeadLetterFilter filter = which.filter();
    try (KafkaAccess access = kafka.toWork()) {
      List<DeadLetterEntry> letters = letters(filter, access);
      if (!letters.isEmpty() && !dryRun) {
        LetterAction action = CurrentUser.action(kind(), filter.toString(), clock());
        write(action.withNote(note), letters, access);
      }
      tell(letters);
    }
    return ExitCodes.ALL_LOADED;
  }

  private List<DeadLetterEntry> letters(DeadLetterFilter filter, KafkaAccess access) {
    boolean toPark = kind() == LetterAction.Kind.PARKED;
    try (DeadLetterReader reader = DeadLetterReader.connect(access.settings(), kafka.topics())) {
      return reader.list(filter).stream().filter(letter -> letter.isParked() != toPark).toList();
    }
  }

  private void write(LetterAction action, List<DeadLetterEntry> letters, KafkaAccess access) {
    try (LetterActionWriter writer =
        LetterActionWriter.connect(access.settings(), kafka.topics(), clock())) {
      writer.write(action, letters);
    }
  }

  private void tell(List<DeadLetterEntry> letters) {
    String done = kind() == LetterAction.Kind.PARKED ? "parked" : "unparked";
    String open = kind() == LetterAction.Kind.PARKED ? "open" : "parked";
    if (letters.isEmpty()) {
      out().println("No " + open + " dead letter matches.");
      return;
    }
    if (dryRun) {
      LetterTables.letters(letters).print(out(), "");
      out().println();
    }
    out().println(Counted.of(letters.size(), "dead letter") + (dryRun ? " would be " : " ") + done);
  }
}
