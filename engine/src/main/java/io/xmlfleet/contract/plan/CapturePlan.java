package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.Limits;
import io.xmlfleet.contract.PathStep;
import java.util.ArrayList;
import java.util.List;

/**
 * What one pass over a document keeps. Immutable but for what {@link ElementNode} remembers;
 * thread-safe.
 *
 * @param start the state before the root element
 * @param scopes by number; {@link #DOCUMENT} is the first
 * @param nests whether any path leads to elements at any depth, which may stand in each other
 * @param tellsPlaces whether any capture tells elements apart by their paths in the document
 * @param roots names that the root element may have
 */
public record CapturePlan(
    ElementNode start,
    List<ScopeLayout> scopes,
    boolean nests,
    boolean tellsPlaces,
    List<PathStep> roots,
    Limits limits) {
  /** The scope of the root element: there is one in every document. */
  public static final int DOCUMENT = 0;

  public static final int NONE = -1;

  public CapturePlan {
    scopes = List.copyOf(scopes);
    roots = List.copyOf(roots);
  }

  /** The same, where the root element and no other keeps what no capture takes. */
  public CapturePlan leavingTheRest() {
    List<ScopeLayout> layouts = new ArrayList<>();
    for (ScopeLayout scope : scopes) {
      boolean root = layouts.size() == DOCUMENT;
      layouts.add(new ScopeLayout(scope.parent(), scope.slots(), scope.groups(), root));
    }
    return new CapturePlan(start, layouts, nests, tellsPlaces, roots, limits);
  }

  /** Whether any scope keeps what no capture takes. */
  public boolean overflows() {
    return scopes.stream().anyMatch(ScopeLayout::overflows);
  }
}
