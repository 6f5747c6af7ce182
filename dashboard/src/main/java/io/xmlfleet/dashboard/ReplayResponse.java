package io.xmlfleet.dashboard;

import io.xmlfleet.item.ItemId;
import io.xmlfleet.replay.ReplayPlan;
import io.xmlfleet.replay.ReplaySummary;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a replay would do, or did. Immutable.
 *
 * @param replayable letters that were to be sent
 * @param items the first of them
 * @param withoutDocument letters that carry no document, to be produced again
 * @param underWay were sent before and wait for a worker
 * @param sent null of a dry run
 * @param notSent resolved meanwhile, gone or too large; null of a dry run
 */
record ReplayResponse(
    boolean dryRun,
    int replayable,
    List<String> items,
    int withoutDocument,
    int underWay,
    long parked,
    long beyondLimit,
    @Nullable Integer sent,
    @Nullable Long notSent) {
  private static final int SHOWN_ITEMS = 100;

  /**
   * The response.
   *
   * @param summary null of a dry run
   */
  static ReplayResponse of(ReplayPlan plan, @Nullable ReplaySummary summary) {
    return new ReplayResponse(
        summary == null,
        plan.replayable().size(),
        first(plan.replayable().stream().map(letter -> letter.item())),
        plan.withoutDocument().size(),
        plan.underWay().size(),
        plan.leftOut().parked(),
        plan.leftOut().beyondLimit(),
        summary == null ? null : summary.replayed(),
        summary == null
            ? null
            : summary.changed() + summary.gone().size() + summary.tooLarge().size());
  }

  /** The first of many items. */
  static List<String> first(Stream<ItemId> items) {
    return items.limit(SHOWN_ITEMS).map(ItemId::key).toList();
  }
}
