package io.xmlfleet.xml;

import io.xmlfleet.contract.plan.CapturePlan;
import io.xmlfleet.contract.plan.ScopeLayout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one pass kept of a document. Confined to one thread. */
public final class CapturedDocument {
  private final List<ScopeLayout> layouts;
  private final @Nullable List<CapturedElement>[] elements;

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists has no other constructor
  CapturedDocument(CapturePlan plan) {
    this.layouts = plan.scopes();
    this.elements = (List<CapturedElement>[]) new List[layouts.size()];
  }

  /** The elements of a scope in document order. */
  public List<CapturedElement> elements(int scope) {
    List<CapturedElement> found = elements[scope];
    return found == null ? List.of() : found;
  }

  /** The root element; null where reading ended before it. */
  public @Nullable CapturedElement root() {
    List<CapturedElement> roots = elements[CapturePlan.DOCUMENT];
    return roots == null ? null : roots.get(0);
  }

  CapturedElement add(int scope, CapturedElement.Surroundings surroundings) {
    List<CapturedElement> list = elements[scope];
    if (list == null) {
      list = new ArrayList<>();
      elements[scope] = list;
    }
    CapturedElement element =
        new CapturedElement(scope, layouts.get(scope), surroundings, list.size() + 1);
    list.add(element);
    return element;
  }
}
