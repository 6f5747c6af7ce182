package io.xmlfleet.contract;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some elements of a document under a name: those of a path that meet the conditions, in document
 * order. Immutable.
 *
 * @param each the elements' path; below {@code parent}'s elements if that is given
 * @param parent a selection before this one; null: none
 * @param rules what narrows the elements down, applied in the order of the record's components
 * @param key what rows find an element by; null: nothing
 * @param otherwise the selection before this one that stands in if nothing is left; null: none
 */
public record Selection(
    String name,
    XmlPath each,
    @Nullable String parent,
    Rules rules,
    @Nullable Computed key,
    @Nullable String otherwise,
    SourcePosition at) {

  /** Ways down from paths, from the root. */
  public static List<List<PathStep>> below(List<List<PathStep>> paths, List<List<PathStep>> ways) {
    List<List<PathStep>> below = new ArrayList<>();
    for (List<PathStep> path : paths) {
      for (List<PathStep> way : ways) {
        List<PathStep> steps = new ArrayList<>(path);
        steps.addAll(way);
        below.add(List.copyOf(steps));
      }
    }
    return below;
  }

  /**
   * What narrows a selection down; null: no such rule.
   *
   * @param where a condition that each element meets
   * @param among keeps elements whose value is a key of another selection
   * @param unique keeps one element of those that have the same values
   * @param prefer if any element meets it, only those that do
   * @param take one element of what is left
   */
  public record Rules(
      @Nullable Computed where,
      @Nullable Among among,
      @Nullable Unique unique,
      @Nullable Computed prefer,
      Take take) {}

  /** The element's value is one of the keys of a selection before this one. */
  public record Among(String selection, Computed match) {}

  /**
   * One element of those with the same values; it stands where the first of them stood.
   *
   * @param by their texts are compared exactly; null equals null
   * @param rank the element with the least number is kept; null: all are alike
   * @param keep which of several with the least number
   */
  public record Unique(List<Computed> by, @Nullable Computed rank, Keep keep) {
    public Unique {
      by = List.copyOf(by);
    }

    /** Which of several. */
    public enum Keep {
      FIRST,
      LAST
    }
  }

  /** How many elements are taken. */
  public enum Take {
    ALL,
    FIRST,
    LAST
  }
}
