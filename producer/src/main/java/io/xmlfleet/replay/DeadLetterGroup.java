package io.xmlfleet.replay;

import io.xmlfleet.message.ItemId;
import io.xmlfleet.message.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Dead letters of one run that failed at one stage for one reason. Immutable.
 *
 * @param count how many
 * @param example the first of them
 * @param lastFailedAt when the latest of them failed
 */
public record DeadLetterGroup(
    String run, Stage stage, String reason, long count, ItemId example, Instant lastFailedAt) {
  private static final Comparator<DeadLetterGroup> ORDER =
      Comparator.comparing(DeadLetterGroup::run)
          .thenComparing(DeadLetterGroup::stage)
          .thenComparing(Comparator.comparingLong(DeadLetterGroup::count).reversed())
          .thenComparing(DeadLetterGroup::example);

  /** Groups by run, stage and reason; runs by name, then stages in their order, then by count. */
  public static List<DeadLetterGroup> of(Collection<DeadLetterEntry> entries) {
    Map<List<Object>, DeadLetterGroup> groups = new LinkedHashMap<>();
    for (DeadLetterEntry entry : entries) {
      DeadLetterGroup one = one(entry);
      groups.merge(List.of(one.run, one.stage, one.reason), one, (group, more) -> group.plus(more));
    }
    List<DeadLetterGroup> sorted = new ArrayList<>(groups.values());
    sorted.sort(ORDER);
    return sorted;
  }

  private static DeadLetterGroup one(DeadLetterEntry entry) {
    return new DeadLetterGroup(
        entry.item().run(),
        entry.head().failure().stage(),
        entry.head().failure().reason(),
        1,
        entry.item(),
        entry.head().failedAt());
  }

  private DeadLetterGroup plus(DeadLetterGroup more) {
    return new DeadLetterGroup(
        run,
        stage,
        reason,
        count + more.count,
        example.compareTo(more.example) <= 0 ? example : more.example,
        lastFailedAt.isAfter(more.lastFailedAt) ? lastFailedAt : more.lastFailedAt);
  }
}
