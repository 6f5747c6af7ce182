package io.xmlfleet.cli.letter;

import io.xmlfleet.message.LetterAction;
import picocli.CommandLine.Command;

/** {@code xmlfleet dead-letters unpark}. */
@Command(
    name = "unpark",
    description = "Makes parked dead letters open again.",
    footer = {"", "Example:", "  xmlfleet dead-letters unpark --item 20261124-020812-x7k2/84"})
final class DeadLettersUnparkCommand extends ParkingCommand {
  @Override
  LetterAction.Kind kind() {
    return LetterAction.Kind.UNPARKED;
  }
}
