package io.xmlfleet.reconcile;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison found. Immutable.
 *
 * @param differences how many of each kind; none of a kind that has none
 * @param shown the first of them, by kind and item
 * @param tables every table that the ledger names, over all runs
 * @param notes what could not be compared, for people
 */
public record ReconciliationReport(
    String run,
    Verdict verdict,
    Counts counts,
    Map<DifferenceKind, Long> differences,
    List<Difference> shown,
    List<TableCount> tables,
    List<String> notes,
    Instant at) {
  /** What it comes to. */
  public enum Verdict {
    /** Everything agrees, and nothing is under way. */
    AGREES,
    /** Nothing differs so far, and some items still wait for a worker. */
    UNDER_WAY,
    DIFFERS
  }

  /**
   * Items of the run by source.
   *
   * @param total as its producer says; null until the run is sealed, and of the run {@code adhoc}
   * @param onWork on the work topic, which keeps them for a week
   * @param underWay sent, and not decided yet
   * @param rejected and not loaded since
   * @param inLedger loaded by this run
   */
  public record Counts(
      @Nullable Long total,
      long onWork,
      long underWay,
      long loaded,
      long alreadyLoaded,
      long rejected,
      long openLetters,
      long inLedger) {}

  public ReconciliationReport {
    Map<DifferenceKind, Long> sorted = new EnumMap<>(DifferenceKind.class);
    sorted.putAll(differences);
    differences = Collections.unmodifiableMap(sorted);
    shown = List.copyOf(shown);
    tables = List.copyOf(tables);
    notes = List.copyOf(notes);
  }

  /** All differences, those that are not shown among them. */
  public long differing() {
    return differences.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Differences that a repair can do something about. */
  public long repairable() {
    return differences.entrySet().stream()
        .filter(kind -> kind.getKey().repairable())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
