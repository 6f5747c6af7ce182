package io.xmlfleet.xml;

import io.xmlfleet.contract.plan.CapturePlan;
import io.xmlfleet.contract.plan.ScopeLayout;
import io.xmlfleet.failure.MemoryLimit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one pass kept of a document. Confined to one thread. */
public final class CapturedDocument {
  private static final int DROPPED = -1;

  private final List<ScopeLayout> layouts;
  private final MemoryLimit memory;

  /** How many elements of scopes that others have links to have begun. */
  private final int[] linked;

  private final @Nullable List<CapturedElement>[] elements;

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists has no other constructor
  CapturedDocument(CapturePlan plan, MemoryLimit memory) {
    this.memory = memory;
    this.layouts = plan.scopes();
    this.linked = new int[layouts.size()];
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
    ScopeLayout layout = layouts.get(scope);
    memory.use(CapturedElement.sizeOf(layout));
    CapturedElement element = new CapturedElement(scope, layout, surroundings);
    if (layout.isListed()) {
      list(element);
    } else if (layout.isLinked()) {
      element.list(++linked[scope]);
    }
    return element;
  }

  /** An element counts, once. */
  void list(CapturedElement element) {
    if (element.ordinal() > 0) {
      return;
    }
    if (element.ordinal() == DROPPED) {
      memory.use(element.size(layouts.get(element.scope())));
    }
    List<CapturedElement> list = elements[element.scope()];
    if (list == null) {
      list = new ArrayList<>();
      elements[element.scope()] = list;
    }
    list.add(element);
    element.list(list.size());
  }

  /** An element does not count, unless it does by another path. */
  void drop(CapturedElement element) {
    if (element.ordinal() == 0) {
      memory.use(-element.size(layouts.get(element.scope())));
      element.list(DROPPED);
    }
  }

  /** An element has ended to which there may be links. */
  void release(CapturedElement element) {
    if (element.findings() == null || !element.findings().isKept()) {
      memory.use(-element.size(layouts.get(element.scope())));
    }
  }

  private static int order(CapturedElement element) {
    return element.findings() == null ? 0 : element.findings().order();
  }

  /** Puts what passed gates in document order. */
  void sort() {
    for (int scope = 0; scope < elements.length; scope++) {
      List<CapturedElement> list = elements[scope];
      if (list != null && !layouts.get(scope).isListed()) {
        list.sort(Comparator.comparingInt(CapturedDocument::order));
        for (int i = 0; i < list.size(); i++) {
          list.get(i).list(i + 1);
        }
      }
    }
  }
}
