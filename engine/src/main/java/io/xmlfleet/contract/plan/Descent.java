package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.PathStep;
import java.util.List;

/**
 * The way from an element of a scope down to another element. Immutable.
 *
 * @param scope where it begins
 * @param ways steps, of which any lead there; empty ones: to the element itself
 * @param nests whether elements of the scope may stand in each other, so that several of them can
 *     be around the other element
 * @param direct whether every step leads from parent to child
 */
public record Descent(int scope, List<List<PathStep>> ways, boolean nests, boolean direct) {
  public Descent {
    ways = List.copyOf(ways);
  }

  Descent(int scope, List<List<PathStep>> ways, boolean nests) {
    this(scope, ways, nests, ways.stream().flatMap(List::stream).noneMatch(PathStep::isAnywhere));
  }
}
