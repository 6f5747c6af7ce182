package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.PathStep;
import io.xmlfleet.contract.Pick;
import io.xmlfleet.contract.Taken;
import io.xmlfleet.contract.XmlPath.Branch;
import io.xmlfleet.contract.expression.Aggregate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What gives a scope one value, or several of the same elements, in the making. */
final class Group {
  private final int number;
  private final Key key;
  private final List<Source> sources = new ArrayList<>();

  /**
   * What it is known by within its scope.
   *
   * @param what paths, and maybe what is taken of them
   * @param isOfInnermost whether only the nearest element of the scope gets it
   */
  record Key(List<?> what, Pick pick, @Nullable Aggregate aggregate, boolean isOfInnermost) {
    /** Whether it gives one value, not several of the same elements. */
    boolean isAlone() {
      return what.get(0) instanceof Branch;
    }
  }

  /** Elements at a path below the scope, and the slots for what is taken of them. */
  record Source(List<PathStep> steps, Map<Taken, Integer> slots) {
    boolean takesAttribute() {
      return slots.keySet().stream().anyMatch(taken -> taken instanceof Taken.Attribute);
    }
  }

  Group(int number, Key key) {
    this.number = number;
    this.key = key;
  }

  int number() {
    return number;
  }

  Key key() {
    return key;
  }

  /** Whether several paths lead to its elements. */
  boolean isShared() {
    return sources.size() > 1;
  }

  boolean takes(Taken taken) {
    return sources.stream().anyMatch(source -> source.slots.containsKey(taken));
  }

  /**
   * The source of a path.
   *
   * @param taken what is taken there; null: whatever is
   */
  Source source(List<PathStep> steps, @Nullable Taken taken) {
    for (Source source : sources) {
      if (source.steps.equals(steps) && (taken == null || source.slots.containsKey(taken))) {
        return source;
      }
    }
    Source made = new Source(List.copyOf(steps), new LinkedHashMap<>());
    sources.add(made);
    return made;
  }

  /** An element comes before its attributes; those that take the same are one. */
  private int rank(Source source) {
    List<Set<Taken>> kinds = new ArrayList<>();
    kinds.add(Set.of(Taken.Part.TEXT));
    for (Source each : sources) {
      if (!kinds.contains(each.slots.keySet())) {
        kinds.add(each.slots.keySet());
      }
    }
    return isShared() ? kinds.indexOf(source.slots.keySet()) : 0;
  }

  /** What fills it: one path from the root each. */
  List<Pattern> patterns(Scope scope) {
    List<Pattern> patterns = new ArrayList<>();
    for (Source source : sources) {
      List<List<PathStep>> paths = scope.below(source.steps);
      Capture capture =
          new Capture(
              scope.down(source.steps),
              number,
              key.pick,
              new Capture.Manner(
                  isShared() || paths.size() > 1 || Scope.isAnywhere(paths),
                  key.isOfInnermost,
                  isShared(),
                  rank(source),
                  scope.isKept(),
                  scope.mayBeDropped(),
                  key.isAlone() && source.takesAttribute()),
              key.aggregate,
              source.slots);
      paths.forEach(path -> patterns.add(Pattern.capturing(path, capture)));
    }
    return patterns;
  }
}
