package io.xmlfleet.cli;

/** A command whose exit code tells good from bad. */
interface VerdictCommand {
  /** What exit code 0 says. */
  String good();

  /** What exit code 1 says. */
  String bad();
}
