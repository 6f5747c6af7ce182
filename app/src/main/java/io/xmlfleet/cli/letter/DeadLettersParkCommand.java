package io.xmlfleet.cli.letter;

import io.xmlfleet.message.LetterAction;
import picocli.CommandLine.Command;

/** {@code xmlfleet dead-letters park}. */
@Command(
    name = "park",
    description = {
      "Parks dead letters: they stay where they are, are listed apart, and no replay takes them",
      "unless it says --parked. An item stays parked, however often it fails, until unpark."
    },
    footer = {
      "",
      "Example:",
      "  xmlfleet dead-letters park --reason 'amount' --note 'the bank sends them anew in May'"
    })
final class DeadLettersParkCommand extends ParkingCommand {
  @Override
  LetterAction.Kind kind() {
    return LetterAction.Kind.PARKED;
  }
}
