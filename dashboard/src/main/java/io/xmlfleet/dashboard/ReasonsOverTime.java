package io.xmlfleet.dashboard;

import io.xmlfleet.letter.DeadLetterEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When letters failed, and why. Immutable.
 *
 * @param reasons the most frequent ones, the most frequent first; then, for all that are left, one
 *     that is empty
 * @param slices of equal length, from the first failure to the last; none without letters
 */
record ReasonsOverTime(List<String> reasons, List<Slice> slices) {
  private static final int MOST_REASONS = 5;
  private static final int MOST_SLICES = 60;
  private static final long SHORTEST_MILLIS = 1_000;

  /** One slice: how many failed for each reason, in their order. */
  record Slice(Instant from, List<Integer> counts) {}

  static ReasonsOverTime of(List<DeadLetterEntry> letters) {
    if (letters.isEmpty()) {
      return new ReasonsOverTime(List.of(), List.of());
    }
    Map<String, Integer> frequency = new HashMap<>();
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (DeadLetterEntry letter : letters) {
      frequency.merge(letter.head().failure().reason(), 1, Integer::sum);
      long at = letter.head().failedAt().toEpochMilli();
      first = Math.min(first, at);
      last = Math.max(last, at);
    }
    List<String> reasons =
        new ArrayList<>(
            frequency.entrySet().stream()
                .sorted(
                    Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_REASONS)
                .map(Map.Entry::getKey)
                .toList());
    if (frequency.size() > MOST_REASONS) {
      reasons.add("");
    }
    long step = Math.max(SHORTEST_MILLIS, (last - first) / MOST_SLICES + 1);
    int[][] counts = new int[(int) ((last - first) / step) + 1][reasons.size()];
    for (DeadLetterEntry letter : letters) {
      int reason = reasons.indexOf(letter.head().failure().reason());
      int slice = (int) ((letter.head().failedAt().toEpochMilli() - first) / step);
      counts[slice][reason < 0 ? reasons.size() - 1 : reason]++;
    }
    List<Slice> slices = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      slices.add(
          new Slice(
              Instant.ofEpochMilli(first + i * step), Arrays.stream(counts[i]).boxed().toList()));
    }
    return new ReasonsOverTime(reasons, slices);
  }
}
