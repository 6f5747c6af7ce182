package io.xmlfleet.xml;

import io.xmlfleet.contract.plan.CapturePlan;
import io.xmlfleet.contract.plan.ScopeLayout;
import io.xmlfleet.failure.MemoryLimit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one pass kept of a document. Confined to one thread. */
public final class CapturedDocument {
  /** An element without its texts: the object, its arrays, its places in lists. */
  private static final int ELEMENT = 104;

  private static final int OVERFLOW = 150;

  private final List<ScopeLayout> layouts;
  private final MemoryLimit memory;
  private final @Nullable List<CapturedElement>[] elements;

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists has no other constructor
  CapturedDocument(CapturePlan plan, MemoryLimit memory) {
    this.memory = memory;
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

  /** What is captured takes of it. */
  MemoryLimit memory() {
    return memory;
  }

  CapturedElement add(int scope, CapturedElement.Surroundings surroundings) {
    List<CapturedElement> list = elements[scope];
    if (list == null) {
      list = new ArrayList<>();
      elements[scope] = list;
    }
    ScopeLayout layout = layouts.get(scope);
    memory.use(
        ELEMENT + 4L * (layout.slots() + layout.groups()) + (layout.overflows() ? OVERFLOW : 0));
    CapturedElement element = new CapturedElement(scope, layout, surroundings, list.size() + 1);
    list.add(element);
    return element;
  }
}
