package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.PathStep;
import java.util.List;

/**
 * The way from an element of a scope down to another element. Immutable.
 *
 * @param scope where it begins
 * @param steps empty: at the element itself
 * @param nests whether elements of the scope may stand in each other, so that several of them can
 *     be around the other element
 * @param direct whether every step leads from parent to child
 */
public record Descent(int scope, List<PathStep> steps, boolean nests, boolean direct) {
  public Descent {
    steps = List.copyOf(steps);
  }

  Descent(int scope, List<PathStep> steps, boolean nests) {
    this(scope, steps, nests, steps.stream().noneMatch(PathStep::isAnywhere));
  }
}
