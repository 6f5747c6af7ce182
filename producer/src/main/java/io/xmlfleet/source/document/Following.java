package io.xmlfleet.source.document;

import java.time.Duration;

/** Says how long a source that has no end of its own is read. Thread-safe. */
@FunctionalInterface
public interface Following {
  /** Waits so long; says whether reading is to end now. */
  boolean endsWithin(Duration wait);
}
