package io.xmlfleet.cli.letter;

import io.xmlfleet.message.LetterAction;
import picocli.CommandLine.Command;

/** {@code xmlfleet dead-letters park}. */
@Command(
    name = "park",
    description = {
      "Parks dead letters, for documents that you do not want to replay now: they are listed",
      "separately, and replay leaves them out unless you add --parked. An item stays parked until",
      "unpark, also if it fails again."
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
