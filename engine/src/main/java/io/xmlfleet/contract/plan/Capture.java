package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.Pick;
import io.xmlfleet.contract.Taken;
import io.xmlfleet.contract.Taken.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a scope takes from the elements of one path. Immutable and thread-safe. */
public final class Capture {
  private static final int NO_TEXT = -1;

  private final Descent from;
  private final int group;
  private final Pick pick;
  private final boolean nests;
  private final int textSlot;
  private final AttributeNames attributes;
  private final Fact[] facts;
  private final int[] slots;

  /** What is known of an element when it begins, and the slot that it goes to. */
  public record Fact(Part part, int slot) {}

  Capture(Descent from, int group, Pick pick, boolean nests, Map<Taken, Integer> slots) {
    List<AttributeSlot> ofAttributes = new ArrayList<>();
    List<Fact> ofTag = new ArrayList<>();
    int ofText = NO_TEXT;
    for (Map.Entry<Taken, Integer> each : slots.entrySet()) {
      if (each.getKey() instanceof Taken.Attribute attribute) {
        ofAttributes.add(new AttributeSlot(attribute.name(), each.getValue()));
      } else if (each.getKey() instanceof Part part && !part.isOfContent()) {
        ofTag.add(new Fact(part, each.getValue()));
      } else {
        ofText = each.getValue();
      }
    }
    this.from = from;
    this.group = group;
    this.pick = pick;
    this.nests = nests;
    this.textSlot = ofText;
    this.attributes = new AttributeNames(ofAttributes);
    this.facts = ofTag.toArray(Fact[]::new);
    this.slots = slots.values().stream().mapToInt(Integer::intValue).toArray();
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

  /** Shared: nobody writes to it. */
  public Fact[] facts() {
    return facts;
  }

  /** All slots that it fills. The array is shared: nobody writes to it. */
  public int[] slots() {
    return slots;
  }
}
