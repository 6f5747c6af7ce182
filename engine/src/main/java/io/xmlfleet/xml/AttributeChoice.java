package io.xmlfleet.xml;

import io.xmlfleet.contract.PathStep;
import io.xmlfleet.contract.plan.AttributeSlot;
import io.xmlfleet.contract.plan.Capture;
import java.util.Arrays;
import javax.xml.stream.XMLStreamReader;

/**
 * Which attributes of an element go to which slots. Of two attributes with one local name, the one
 * without a namespace is the one that is meant; where letter cases do not matter, the very name
 * comes before others, and of those the first one. Confined to one thread.
 */
final class AttributeChoice {
  private static final int NONE = 0;
  private static final int OTHER_CASE = 1;
  private static final int OTHER_NAMESPACE = 2;
  private static final int EXACT = 3;

  private int[] slots = new int[8];
  private int[] attributes = new int[8];
  private int[] fits = new int[8];
  private int size;

  /** Chooses among the attributes of the element that the parser stands at. */
  void choose(Capture capture, XMLStreamReader parser) {
    size = 0;
    int count = parser.getAttributeCount();
    for (int i = 0; i < count; i++) {
      for (AttributeSlot slot : capture.attributes(parser.getAttributeLocalName(i))) {
        offer(slot.slot(), i, fit(slot, parser, i));
      }
    }
  }

  int size() {
    return size;
  }

  int slot(int choice) {
    return slots[choice];
  }

  int attribute(int choice) {
    return attributes[choice];
  }

  private static int fit(AttributeSlot slot, XMLStreamReader parser, int attribute) {
    String wanted = slot.name().namespace();
    if (wanted != null) {
      boolean same = wanted.equals(parser.getAttributeNamespace(attribute));
      return same ? exactness(slot, parser, attribute, EXACT) : NONE;
    }
    String namespace = parser.getAttributeNamespace(attribute);
    boolean plain = namespace == null || namespace.isEmpty();
    return exactness(slot, parser, attribute, plain ? EXACT : OTHER_NAMESPACE);
  }

  private static int exactness(
      AttributeSlot slot, XMLStreamReader parser, int attribute, int exact) {
    return slot.name().form() != PathStep.Form.ANY_CASE
            || slot.isExact(parser.getAttributeLocalName(attribute))
        ? exact
        : OTHER_CASE;
  }

  private void offer(int slot, int attribute, int fit) {
    int at = 0;
    while (at < size && slots[at] != slot) {
      at++;
    }
    if (fit == NONE || (at < size && fits[at] >= fit)) {
      return;
    }
    if (at == slots.length) {
      slots = Arrays.copyOf(slots, at * 2);
      attributes = Arrays.copyOf(attributes, at * 2);
      fits = Arrays.copyOf(fits, at * 2);
    }
    slots[at] = slot;
    attributes[at] = attribute;
    fits[at] = fit;
    size = Math.max(size, at + 1);
  }
}
