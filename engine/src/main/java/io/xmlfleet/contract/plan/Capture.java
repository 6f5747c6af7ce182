package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.Pick;
import io.xmlfleet.contract.Taken;
import io.xmlfleet.contract.Taken.Part;
import io.xmlfleet.contract.expression.Aggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a scope takes from the elements of one path. Immutable and thread-safe. */
public final class Capture {
  private static final int NO_TEXT = -1;

  private final Descent from;
  private final int group;
  private final Pick pick;
  private final Manner manner;
  private final @Nullable Aggregate aggregate;
  private final int textSlot;
  private final Part content;
  private final AttributeNames attributes;
  private final Fact[] facts;
  private final int[] slots;
  private final int[] ofElement;

  /** What is known of an element when it begins, and the slot that it goes to. */
  public record Fact(Part part, int slot) {}

  /**
   * How it meets elements.
   *
   * @param nests whether elements of its path may stand in each other
   * @param isOfInnermost whether only the nearest element of the scope around takes
   * @param isShared whether other paths lead to the same elements
   * @param rank among what the paths take of one element: which comes first
   * @param isTaken whether what it takes is not left for the overflow
   * @param mayBeDropped whether elements of the scope are dropped before the document ends
   * @param isOfAttribute whether it meets only elements that have the attribute
   */
  record Manner(
      boolean nests,
      boolean isOfInnermost,
      boolean isShared,
      int rank,
      boolean isTaken,
      boolean mayBeDropped,
      boolean isOfAttribute) {}

  Capture(
      Descent from,
      int group,
      Pick pick,
      Manner manner,
      @Nullable Aggregate aggregate,
      Map<Taken, Integer> slots) {
    List<AttributeSlot> ofAttributes = new ArrayList<>();
    List<Fact> ofTag = new ArrayList<>();
    int ofText = NO_TEXT;
    Part kind = Part.TEXT;
    for (Map.Entry<Taken, Integer> each : slots.entrySet()) {
      if (each.getKey() instanceof Taken.Attribute attribute) {
        ofAttributes.add(new AttributeSlot(attribute.name(), each.getValue()));
      } else if (each.getKey() instanceof Part part && !part.isOfContent()) {
        ofTag.add(new Fact(part, each.getValue()));
      } else {
        ofText = each.getValue();
        kind = (Part) each.getKey();
      }
    }
    this.from = from;
    this.group = group;
    this.pick = pick;
    this.manner = manner;
    this.aggregate = aggregate;
    this.textSlot = ofText;
    this.content = kind;
    this.attributes = new AttributeNames(ofAttributes);
    this.facts = ofTag.toArray(Fact[]::new);
    this.slots = slots.values().stream().mapToInt(Integer::intValue).toArray();
    this.ofElement =
        slots.entrySet().stream()
            .filter(each -> !(each.getKey() instanceof Taken.Attribute))
            .mapToInt(Map.Entry::getValue)
            .toArray();
  }

  public int scope() {
    return from.scope();
  }

  /** The way from the scope's element. */
  public Descent from() {
    return from;
  }

  /** Whether a text is only known to be wanted by who followed its element from the start. */
  public boolean nests() {
    return manner.nests || aggregate != null;
  }

  /** Whether only the nearest element of the scope around takes, not every one. */
  public boolean isOfInnermost() {
    return manner.isOfInnermost;
  }

  /** Whether other paths lead to the same elements. */
  public boolean isShared() {
    return manner.isShared;
  }

  /** Among what other paths take of the same element, which comes first; not negative. */
  public int rank() {
    return manner.rank;
  }

  /** Whether it takes one attribute, and elements that lack it are nothing to it. */
  public boolean isOfAttribute() {
    return manner.isOfAttribute;
  }

  /** Whether what it takes is not left for the overflow. */
  public boolean isTaken() {
    return manner.isTaken;
  }

  /**
   * Whether each text that it takes counts for the memory: it may be dropped before the document
   * ends, or is made for this capture. Others count once for all that take it.
   */
  public boolean countsAlone() {
    return manner.mayBeDropped || content != Part.TEXT;
  }

  /** Whether what it takes may not count in the end, as predicates decide that. */
  public boolean mayBeDropped() {
    return manner.mayBeDropped;
  }

  /** What is made of the texts of all elements; null: one is picked. */
  public @Nullable Aggregate aggregate() {
    return aggregate;
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

  /** What of the element's content that is. */
  public Part content() {
    return content;
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

  /** Those that one element fills together. The array is shared: nobody writes to it. */
  public int[] slotsOfElement() {
    return ofElement;
  }
}
