package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.Pick;
import java.util.List;

/** What a scope takes from the elements of one path. Immutable and thread-safe. */
public final class Capture {
  private final Descent from;
  private final int group;
  private final Pick pick;
  private final boolean nests;
  private final int textSlot;
  private final AttributeNames attributes;
  private final int[] slots;

  Capture(
      Descent from,
      int group,
      Pick pick,
      boolean nests,
      int textSlot,
      List<AttributeSlot> attributes) {
    this.from = from;
    this.group = group;
    this.pick = pick;
    this.nests = nests;
    this.textSlot = textSlot;
    this.attributes = new AttributeNames(attributes);
    this.slots = slots(textSlot, attributes);
  }

  public int scope() {
    return from.scope();
  }

  /** The way from the scope's element. */
  public Descent from() {
    return from;
  }

  /** Whether elements of its path may stand in each other. */
  public boolean nests() {
    return nests;
  }

  public int group() {
    return group;
  }

  public Pick pick() {
    return pick;
  }

  /** Whether the element's text content goes to {@link #textSlot}. */
  public boolean takesText() {
    return textSlot >= 0;
  }

  public int textSlot() {
    return textSlot;
  }

  public boolean takesAttributes() {
    return !attributes.isEmpty();
  }

  /** Where attributes of a local name go; mostly none or one. */
  public AttributeSlot[] attributes(String localName) {
    return attributes.slots(localName);
  }

  /** All slots that it fills. The array is shared: nobody writes to it. */
  public int[] slots() {
    return slots;
  }

  private static int[] slots(int textSlot, List<AttributeSlot> attributes) {
    int[] slots = new int[attributes.size() + (textSlot >= 0 ? 1 : 0)];
    for (int i = 0; i < attributes.size(); i++) {
      slots[i] = attributes.get(i).slot();
    }
    if (textSlot >= 0) {
      slots[attributes.size()] = textSlot;
    }
    return slots;
  }
}
