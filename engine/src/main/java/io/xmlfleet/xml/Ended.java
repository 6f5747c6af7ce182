package io.xmlfleet.xml;

import io.xmlfleet.contract.plan.CapturePlan;
import io.xmlfleet.contract.plan.ScopeLayout.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Elements that have ended and that later ones may have links to: of each scope the last one among
 * the children of each open element, or the last one of the document. Confined to one thread.
 */
final class Ended {
  private final CapturedDocument captured;

  /** By scope, and by depth; where any element before counts, at depth 0. */
  private final Map<Integer, List<@Nullable CapturedElement>> last = new HashMap<>();

  private final Map<Integer, Link> links = new HashMap<>();

  Ended(CapturePlan plan, CapturedDocument captured) {
    this.captured = captured;
    plan.scopes().stream()
        .flatMap(scope -> scope.links().stream())
        .filter(Link::isBefore)
        .forEach(
            link -> {
              links.put(link.scope(), link);
              last.put(link.scope(), new ArrayList<>());
            });
  }

  /** The nearest element before one that begins at a depth; null: there is none. */
  @Nullable CapturedElement before(Link link, int depth) {
    List<@Nullable CapturedElement> found = last.get(link.scope());
    int place = place(link, depth);
    return found == null || place >= found.size() ? null : found.get(place);
  }

  /** An element of a scope has ended; whether it is kept here for now. */
  boolean takes(CapturedElement element) {
    Link link = links.get(element.scope());
    List<@Nullable CapturedElement> found = last.get(element.scope());
    if (link == null || found == null) {
      return false;
    }
    int place = place(link, element.depth());
    while (found.size() <= place) {
      found.add(null);
    }
    CapturedElement before = found.get(place);
    if (before != null && element.ordinal() < before.ordinal()) {
      return false; // it is around the other, which began later
    }
    found.set(place, element);
    release(before);
    return true;
  }

  /** The element at a depth has ended, so that its children have no siblings any more. */
  void parentEnded(int depth) {
    for (Map.Entry<Integer, List<@Nullable CapturedElement>> each : last.entrySet()) {
      List<@Nullable CapturedElement> found = each.getValue();
      if (found.size() > depth + 1) {
        release(found.set(depth + 1, null));
      }
    }
  }

  private void release(@Nullable CapturedElement element) {
    if (element != null) {
      captured.release(element);
    }
  }

  private static int place(Link link, int depth) {
    return link.climbs() == Link.BEFORE ? 0 : depth;
  }
}
