package io.xmlfleet.worker.poll;

import java.time.Duration;

/**
 * How a worker gets its work and says that it is done. {@link #leave} is for any thread, the parts
 * for the worker's.
 *
 * @param leaving leaves the group at once, within a time
 */
public record WorkConsumer(BatchPoller poller, OffsetCommitter offsets, Leaving leaving) {
  /** Ends a membership, so that others take over without waiting for a session to expire. */
  public interface Leaving {
    void within(Duration limit);
  }

  public void leave(Duration limit) {
    leaving.within(limit);
  }
}
