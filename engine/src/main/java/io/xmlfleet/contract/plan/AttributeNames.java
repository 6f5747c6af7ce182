package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.PathStep;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which slots an attribute's value goes to, by the attribute's local name. Thread-safe. */
final class AttributeNames {
  private static final AttributeSlot[] NOTHING = {};

  /** Hostile documents bring names that never come again. */
  private static final int MOST_REMEMBERED = 10_000;

  private final List<AttributeSlot> all;
  private final Map<String, AttributeSlot[]> known = new HashMap<>();
  private final @Nullable Map<String, AttributeSlot[]> others;

  AttributeNames(List<AttributeSlot> slots) {
    this.all = List.copyOf(slots);
    for (AttributeSlot slot : slots) {
      // Parsers intern names, so a look-up mostly ends at the comparison of two references.
      String name = slot.name().name().intern();
      known.put(name, search(name));
    }
    boolean anyCase = slots.stream().anyMatch(slot -> slot.name().form() != PathStep.Form.PLAIN);
    this.others = anyCase ? new ConcurrentHashMap<>() : null;
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  AttributeSlot[] slots(String localName) {
    AttributeSlot @Nullable [] found = known.get(localName);
    if (found != null) {
      return found;
    }
    return others == null ? NOTHING : otherCase(others, localName);
  }

  private AttributeSlot[] otherCase(Map<String, AttributeSlot[]> remembered, String localName) {
    AttributeSlot @Nullable [] found = remembered.get(localName);
    if (found == null) {
      found = search(localName);
      if (remembered.size() < MOST_REMEMBERED) {
        remembered.put(localName, found);
      }
    }
    return found;
  }

  private AttributeSlot[] search(String localName) {
    return all.stream().filter(slot -> slot.answersTo(localName)).toArray(AttributeSlot[]::new);
  }
}
