package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.Pick;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a scope takes from the elements of one path. Immutable and thread-safe. */
public final class Capture {
  private static final AttributeSlot[] NOTHING = {};

  private final int scope;
  private final int group;
  private final Pick pick;
  private final int textSlot;
  private final Map<String, AttributeSlot[]> attributes;
  private final int[] slots;

  Capture(int scope, int group, Pick pick, int textSlot, List<AttributeSlot> attributes) {
    this.scope = scope;
    this.group = group;
    this.pick = pick;
    this.textSlot = textSlot;
    this.attributes = AttributeSlot.byName(attributes);
    this.slots = slots(textSlot, attributes);
  }

  public int scope() {
    return scope;
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
    AttributeSlot @Nullable [] found = attributes.get(localName);
    return found == null ? NOTHING : found;
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
