package io.xmlfleet.progress;

/** What one message did to a run's state. */
enum ItemChange {
  /** Nothing new: the same outcome again. */
  NONE,
  /** The state is another now. */
  CHANGED,
  /** As {@link #CHANGED}, and the item's dead letter, if it has one, is out of date. */
  HEALED,
  /** Nothing new, but somebody published a dead letter for an item that is loaded. */
  STALE
}
