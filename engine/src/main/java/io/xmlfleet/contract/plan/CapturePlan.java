package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.Limits;
import io.xmlfleet.contract.PathStep;
import io.xmlfleet.contract.plan.ScopeLayout.Link;
import java.util.ArrayList;
import java.util.List;

/**
 * What one pass over a document keeps. Immutable but for what {@link ElementNode} remembers;
 * thread-safe.
 *
 * @param start the state before the root element
 * @param scopes by number; {@link #DOCUMENT} is the first
 * @param needs what a pass must follow besides
 * @param isTakenForCounted whether what may not count in the end is not left for the overflow
 * @param roots names that the root element may have
 */
public record CapturePlan(
    ElementNode start,
    List<ScopeLayout> scopes,
    Needs needs,
    boolean isTakenForCounted,
    List<PathStep> roots,
    Limits limits) {
  /** The scope of the root element: there is one in every document. */
  public static final int DOCUMENT = 0;

  public static final int NONE = -1;

  /**
   * What a pass must follow besides the state that it is in.
   *
   * @param nesting whether elements of some path may stand in each other
   * @param places whether any capture tells elements apart by their paths in the document
   * @param positions whether any capture takes an element's number in its parent
   * @param marks whether any capture takes a text for which it matters where elements begin and end
   *     in it
   * @param xml whether any capture takes the content of elements as XML
   * @param counters of elements in their parents, which gates ask
   * @param lastPlaces for the last element of a parent so far, which gates ask
   */
  public record Needs(
      boolean nesting,
      boolean places,
      boolean positions,
      boolean marks,
      boolean xml,
      int counters,
      int lastPlaces) {}

  public CapturePlan {
    scopes = List.copyOf(scopes);
    roots = List.copyOf(roots);
  }

  /** Whether elements of any scope pass gates. */
  public boolean hasGates() {
    return scopes.stream().anyMatch(scope -> scope.gate() != null);
  }

  /** Whether elements of any scope have links to such as have ended before them. */
  public boolean hasLinksBefore() {
    return scopes.stream().anyMatch(scope -> scope.links().stream().anyMatch(Link::isBefore));
  }

  /** The same, but that every element passes: what its paths lead to, whatever values are. */
  public CapturePlan withOpenGates() {
    List<ScopeLayout> open = scopes.stream().map(ScopeLayout::open).toList();
    return new CapturePlan(start, open, needs, isTakenForCounted, roots, limits);
  }

  /** The same, where the root element and no other keeps what no path leads to. */
  public CapturePlan leavingTheRest() {
    List<ScopeLayout> layouts = new ArrayList<>();
    for (ScopeLayout scope : scopes) {
      boolean root = layouts.size() == DOCUMENT;
      layouts.add(
          new ScopeLayout(scope.parent(), scope.slots(), scope.groups(), root, scope.more()));
    }
    return new CapturePlan(start, layouts, needs, true, roots, limits);
  }

  /** The scope of the elements that have what a slot says, by a link if there is one. */
  public int scopeOf(Slot slot) {
    ScopeLayout.More more = slot.link() == Slot.HERE ? null : scopes.get(slot.scope()).more();
    return more == null ? slot.scope() : more.links().get(slot.link()).scope();
  }

  /** Whether an element before has what a slot says. */
  public boolean isBehindLinkBefore(Slot slot) {
    return slot.link() != Slot.HERE && scopes.get(slot.scope()).links().get(slot.link()).isBefore();
  }

  /** Whether any scope keeps what no capture takes. */
  public boolean overflows() {
    return scopes.stream().anyMatch(ScopeLayout::overflows);
  }
}
