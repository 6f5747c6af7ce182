package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.Limits;
import io.xmlfleet.contract.PathStep;
import java.util.List;

/**
 * What one pass over a document keeps. Immutable but for what {@link ElementNode} remembers;
 * thread-safe.
 *
 * @param start the state before the root element
 * @param scopes by number; {@link #DOCUMENT} is the first
 * @param nests whether any path leads to elements at any depth, which may stand in each other
 * @param tellsPlaces whether any capture tells elements apart by their paths in the document
 * @param tellsPositions whether any capture takes an element's number in its parent
 * @param roots names that the root element may have
 */
public record CapturePlan(
    ElementNode start,
    List<ScopeLayout> scopes,
    boolean nests,
    boolean tellsPlaces,
    boolean tellsPositions,
    List<PathStep> roots,
    Limits limits) {
  /** The scope of the root element: there is one in every document. */
  public static final int DOCUMENT = 0;

  public static final int NONE = -1;

  public CapturePlan {
    scopes = List.copyOf(scopes);
    roots = List.copyOf(roots);
  }

  /** Whether any scope keeps what no capture takes. */
  public boolean overflows() {
    return scopes.stream().anyMatch(ScopeLayout::overflows);
  }
}
