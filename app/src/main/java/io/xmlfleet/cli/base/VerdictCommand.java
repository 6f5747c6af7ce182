package io.xmlfleet.cli.base;

/** A command whose exit code tells good from bad. */
public interface VerdictCommand {
  /** What exit code 0 says. */
  String good();

  /** What exit code 1 says. */
  String bad();
}
