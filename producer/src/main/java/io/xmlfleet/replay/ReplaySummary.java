package io.xmlfleet.replay;

import io.xmlfleet.message.ItemId;
import java.util.List;

/**
 * What a replay did; every count is acknowledged by the brokers. Immutable.
 *
 * @param replayed documents that are on the work topic again
 * @param changed letters that were resolved or replaced since they were planned
 * @param tooLarge items that the work topic does not take for their size; they stay open
 */
public record ReplaySummary(long replayed, long changed, List<ItemId> tooLarge) {
  public ReplaySummary {
    tooLarge = List.copyOf(tooLarge);
  }
}
