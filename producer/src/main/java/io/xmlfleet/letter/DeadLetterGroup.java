package io.xmlfleet.letter;

import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Dead letters that have some fields in common. Immutable.
 *
 * @param values of the fields that were asked for, in their order; empty where a letter has none
 * @param count how many
 * @param example the first of them
 * @param lastFailedAt when the latest of them failed
 */
public record DeadLetterGroup(
    List<String> values, long count, ItemId example, Instant lastFailedAt) {
  public DeadLetterGroup {
    values = List.copyOf(values);
  }

  /** Groups by these fields; runs by name, then stages in their order, then by count. */
  public static List<DeadLetterGroup> of(
      Collection<DeadLetterEntry> entries, List<LetterField> fields) {
    Map<List<String>, DeadLetterGroup> groups = new LinkedHashMap<>();
    for (DeadLetterEntry entry : entries) {
      DeadLetterGroup one = one(entry, fields);
      groups.merge(one.values, one, DeadLetterGroup::plus);
    }
    List<DeadLetterGroup> sorted = new ArrayList<>(groups.values());
    sorted.sort(order(fields));
    return sorted;
  }

  private static Comparator<DeadLetterGroup> order(List<LetterField> fields) {
    Comparator<DeadLetterGroup> byCount =
        Comparator.comparingLong(DeadLetterGroup::count)
            .reversed()
            .thenComparing(DeadLetterGroup::example);
    int run = fields.indexOf(LetterField.RUN);
    int stage = fields.indexOf(LetterField.STAGE);
    return Comparator.<DeadLetterGroup, String>comparing(group -> run < 0 ? "" : group.value(run))
        .thenComparing(group -> stage < 0 ? Stage.UNKNOWN : Stage.valueOf(group.value(stage)))
        .thenComparing(byCount);
  }

  private String value(int field) {
    return values.get(field);
  }

  private static DeadLetterGroup one(DeadLetterEntry entry, List<LetterField> fields) {
    return new DeadLetterGroup(
        fields.stream().map(field -> field.of(entry.head())).toList(),
        1,
        entry.item(),
        entry.head().failedAt());
  }

  private DeadLetterGroup plus(DeadLetterGroup more) {
    return new DeadLetterGroup(
        values,
        count + more.count,
        example.compareTo(more.example) <= 0 ? example : more.example,
        lastFailedAt.isAfter(more.lastFailedAt) ? lastFailedAt : more.lastFailedAt);
  }
}
