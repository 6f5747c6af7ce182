package io.xmlfleet.peers;

import java.util.Locale;

/** What the contenders have to cope with. */
enum Arm {
  /** Nothing goes wrong. */
  CLEAN(false, false),
  /** One document in a hundred cannot be loaded. */
  POISON(true, true),
  /** The database goes away for a while. */
  OUTAGE(false, false);

  private final boolean poisoned;
  private final boolean keys;

  Arm(boolean poisoned, boolean keys) {
    this.poisoned = poisoned;
    this.keys = keys;
  }

  boolean poisoned() {
    return poisoned;
  }

  /**
   * Whether the tables have the contract's primary and foreign keys. Some of the poison is only
   * refused by them; without them a document that is written twice is there twice, and can be seen.
   */
  boolean keys() {
    return keys;
  }

  /** As it is written on a command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
