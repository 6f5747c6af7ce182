package io.xmlfleet.replay;

import io.xmlfleet.item.ItemId;
import io.xmlfleet.letter.DeadLetterEntry;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a replay did; all of it is committed. Immutable.
 *
 * @param sent documents that are on the work topic again, with the attempt that each is
 * @param changed letters that were resolved or replaced since they were planned
 * @param gone letters that do not carry their document and whose document is no longer on the work
 *     topic
 * @param tooLarge items that the work topic does not take for their size; they stay open
 * @param stopped whether somebody asked to stop before the end
 */
public record ReplaySummary(
    Map<ItemId, Integer> sent,
    long changed,
    List<DeadLetterEntry> gone,
    List<ItemId> tooLarge,
    boolean stopped) {
  public ReplaySummary {
    sent = Collections.unmodifiableMap(new LinkedHashMap<>(sent));
    gone = List.copyOf(gone);
    tooLarge = List.copyOf(tooLarge);
  }

  public int replayed() {
    return sent.size();
  }
}
