package io.xmlfleet.cli.letter;

import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.cli.option.KafkaOptions;
import io.xmlfleet.cli.option.LetterFilterOptions;
import io.xmlfleet.failure.Remedy;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.letter.DeadLetterEntry;
import io.xmlfleet.letter.DeadLetterReader;
import io.xmlfleet.letter.DocumentPlace;
import io.xmlfleet.letter.FullLetter;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.LetterAction;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.text.PlainText;
import io.xmlfleet.wiring.KafkaAccess;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code xmlfleet dead-letters show}. */
@Command(
    name = "show",
    description = {
      "Shows one dead letter: why the document failed, what to do, and the document itself. With",
      "--document only the bytes of the document are printed, for a file or a pipe."
    },
    footer = {
      "",
      "Examples:",
      "  xmlfleet dead-letters show 20261124-020812-x7k2/84",
      "  xmlfleet dead-letters show 20261124-020812-x7k2/84 --document > failed.xml"
    })
final class DeadLettersShowCommand extends FleetCommand {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Parameters(paramLabel = "ITEM", description = "RUN/NUMBER, as dead-letters list shows it.")
  private String item = "";

  @Option(names = "--document", description = "Print only the document.")
  private boolean documentOnly;

  @Override
  public Integer call() {
    ItemId id = LetterFilterOptions.itemId(item);
    FullLetter shown;
    try (KafkaAccess access = kafka.toRead();
        DeadLetterReader reader = DeadLetterReader.connect(access.settings(), kafka.topics())) {
      shown =
          reader
              .show(id)
              .orElseThrow(() -> new UsageException("there is no open dead letter " + id.key()));
    }
    if (!documentOnly) {
      describe(shown.letter(), shown.entry());
    }
    byte[] document = shown.letter().document();
    if (document == null) {
      nothing(shown.entry());
    } else {
      out().flush();
      System.out.writeBytes(document);
      System.out.flush();
    }
    return ExitCodes.ALL_LOADED;
  }

  private void nothing(DeadLetterEntry entry) {
    String reason =
        entry.document() == DocumentPlace.WORK_TOPIC
            ? "the document was too large for its dead letter and is not at "
                + entry.head().source()
                + ", or only as the name of its file; produce it again"
            : "the producer rejected the document; it is not here";
    if (documentOnly) {
      throw new UsageException(reason);
    }
    out().println("(" + reason + ")");
  }

  private void describe(DeadLetter letter, DeadLetterEntry entry) {
    PrintWriter out = out();
    out.println("item      " + letter.item().key() + ", attempt " + letter.attempt());
    out.println("document  " + PlainText.oneLine(letter.recordId()));
    out.println("stage     " + letter.failure().stage());
    out.println("reason    " + PlainText.oneLine(letter.failure().reason()));
    if (letter.failure().location() != null) {
      out.println("where     " + PlainText.oneLine(letter.failure().location()));
    }
    Remedy remedy = Remedy.of(letter.failure());
    out.println("to do     " + remedy.text() + " More: docs/reasons.md#" + remedy.anchor());
    if (letter.contract() != null) {
      out.println("contract  " + PlainText.oneLine(letter.contract() + version(letter)));
    }
    out.println("worker    " + PlainText.oneLine(letter.worker()) + ", " + letter.failedAt());
    RecordPosition source = letter.source();
    if (source != null) {
      out.println(
          "read from "
              + PlainText.oneLine(source.topic())
              + '-'
              + source.partition()
              + " at "
              + source.offset());
    }
    LetterAction sent = entry.state().sent();
    if (sent != null) {
      out.println(
          "replayed  by "
              + LetterTables.by(sent)
              + (entry.isUnderWay()
                  ? "; attempt " + entry.state().sentAttempt() + " is under way"
                  : ""));
    }
    LetterAction parked = entry.state().parked();
    if (parked != null) {
      out.println("parked    by " + LetterTables.by(parked));
    }
    out.println();
  }

  private static String version(DeadLetter letter) {
    return letter.contractVersion() == null ? "" : ", version " + letter.contractVersion();
  }
}
