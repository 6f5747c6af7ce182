package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.PathStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An attribute and the slot that its value goes to. Immutable. */
public record AttributeSlot(PathStep name, int slot) {
  /** Whether it asks for an attribute of one namespace only. */
  public boolean isNamespaced() {
    return name.namespace() != null;
  }

  static Map<String, AttributeSlot[]> byName(List<AttributeSlot> slots) {
    Map<String, List<AttributeSlot>> lists = new HashMap<>();
    for (AttributeSlot slot : slots) {
      // Parsers intern names, so a look-up mostly ends at the comparison of two references.
      lists.computeIfAbsent(slot.name().name().intern(), any -> new ArrayList<>()).add(slot);
    }
    Map<String, AttributeSlot[]> arrays = new HashMap<>();
    lists.forEach((name, list) -> arrays.put(name, list.toArray(AttributeSlot[]::new)));
    return arrays;
  }
}
