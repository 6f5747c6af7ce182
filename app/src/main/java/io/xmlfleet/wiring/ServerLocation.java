package io.xmlfleet.wiring;

/** Where a server is that a command works with. */
public enum ServerLocation {
  /** Where the user said. */
  NAMED,
  /** In another process of the same data folder. */
  FOUND,
  /** In this process, as long as the command runs. */
  OWN
}
