package io.xmlfleet.replay;

import java.util.List;

/**
 * What a replay would do; a dry run ends here. Immutable.
 *
 * @param replayable open letters whose documents would be sent to work again
 * @param withoutDocument open letters that carry no document: the producer refused it, it has to be
 *     produced again
 */
public record ReplayPlan(List<DeadLetterEntry> replayable, List<DeadLetterEntry> withoutDocument) {
  public ReplayPlan {
    replayable = List.copyOf(replayable);
    withoutDocument = List.copyOf(withoutDocument);
  }

  static ReplayPlan of(List<DeadLetterEntry> open) {
    return new ReplayPlan(
        open.stream().filter(DeadLetterEntry::hasDocument).toList(),
        open.stream().filter(entry -> !entry.hasDocument()).toList());
  }
}
