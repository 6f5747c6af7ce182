package io.xmlfleet.worker;

import java.time.Duration;

/**
 * How a worker gets its work and says that it is done. {@link #leave} is for any thread, the parts
 * for the worker's.
 *
 * @param leaving leaves the group at once, within a time
 */
record Feed(Intake intake, OffsetCommitter offsets, Leaving leaving) {
  /** Ends a membership, so that others take over without waiting for a session to expire. */
  interface Leaving {
    void within(Duration limit);
  }

  void leave(Duration limit) {
    leaving.within(limit);
  }
}
