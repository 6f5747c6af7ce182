package io.xmlfleet.topic;

/** How urgent work is; each has a topic of its own. */
public enum Priority {
  NORMAL,
  /** Served first, without starving the rest. */
  HIGH
}
