package io.xmlfleet.xml;

import io.xmlfleet.contract.Pick;
import io.xmlfleet.contract.expression.Accumulator;
import io.xmlfleet.contract.expression.Aggregate;
import io.xmlfleet.contract.plan.Capture;
import io.xmlfleet.contract.plan.ScopeLayout;
import io.xmlfleet.contract.plan.Slot;
import io.xmlfleet.failure.MemoryLimit;
import org.jspecify.annotations.Nullable;

/** One element of a scope, with the texts captured for it. Confined to one thread. */
public final class CapturedElement {
  /** An element without its texts: the object, its arrays, its places in lists. */
  private static final int ELEMENT = 104;

  private static final int OVERFLOW = 150;

  private final int scope;
  private final @Nullable CapturedElement parent;
  private final @Nullable CapturedElement around;
  private final int depth;
  private int ordinal;
  private final @Nullable String[] texts;
  private final int[] counts;
  private final @Nullable OverflowXml overflow;
  private final @Nullable Findings findings;

  CapturedElement(int scope, ScopeLayout layout, Surroundings surroundings) {
    this.findings =
        layout.more() == null ? null : new Findings(layout, layout.more(), surroundings.order());
    this.overflow = layout.overflows() ? new OverflowXml() : null;
    this.scope = scope;
    this.parent = surroundings.parent();
    this.around = surroundings.around();
    this.depth = surroundings.depth();
    this.texts = new @Nullable String[layout.slots()];
    this.counts = new int[layout.groups()];
  }

  public int scope() {
    return scope;
  }

  /** The XML of it that nothing captured, as one element; null: everything was captured. */
  public @Nullable String overflow() {
    return overflow == null ? null : overflow.text();
  }

  @Nullable OverflowXml overflowXml() {
    return overflow;
  }

  /** Its number, from 1, among the document's elements of its scope. */
  public int ordinal() {
    return ordinal;
  }

  /** It is in the document's list. */
  void list(int number) {
    ordinal = number;
  }

  /** What it keeps for gates and aggregates; null: no contract asks that of its scope. */
  @Nullable Findings findings() {
    return findings;
  }

  /**
   * This element or the nearest one around it of a scope, or what a link leads to; null: there is
   * none.
   */
  public @Nullable CapturedElement around(int wanted, int link) {
    return link == Slot.HERE ? ofScope(wanted) : link(link);
  }

  /** An element around this one that its scope has a link to; null: there is none. */
  public @Nullable CapturedElement link(int number) {
    return findings == null ? null : findings.link(number);
  }

  /** What is made of all texts of a capture, as text. */
  public @Nullable String aggregate(int slot, Aggregate aggregate) {
    Accumulator found = accumulator(slot);
    return found == null ? aggregate.ofNone() : found.text();
  }

  /** The same, to be made one with others; null: there was none. */
  public @Nullable Accumulator accumulator(int slot) {
    return findings == null ? null : findings.accumulator(slot);
  }

  /** The nearest element of the same scope that it stands in; null: none. */
  public @Nullable CapturedElement around() {
    return around;
  }

  /** How many elements there are from the root to this one, both included. */
  int depth() {
    return depth;
  }

  /** As in the document, maybe blank; null: not there. */
  public @Nullable String text(int slot) {
    return texts[slot];
  }

  /** How many elements a capture has met. */
  public int count(int group) {
    return counts[group];
  }

  /** This element or the nearest one around it of a scope. */
  public CapturedElement ofScope(int wanted) {
    CapturedElement element = this;
    while (element.scope != wanted) {
      CapturedElement around = element.parent;
      if (around == null) {
        throw new IllegalArgumentException("scope " + wanted + " is not around scope " + scope);
      }
      element = around;
    }
    return element;
  }

  /**
   * Counts one more element for a capture; whether the capture wants this one.
   *
   * @param order where in the document what is taken of the element stands
   * @param place number of the element's path in the document
   * @param memory what is kept for it takes of it
   */
  boolean meets(Capture capture, long order, int place, MemoryLimit memory) {
    if (findings != null && findings.hasMet(capture, order, this)) {
      return false;
    }
    int count = ++counts[capture.group()];
    if (capture.aggregate() != null) {
      return true;
    }
    switch (capture.pick()) {
      case LAST_PLACE -> {
        if (findings != null) {
          findings.byPlace().meet(capture, place, memory);
        }
        return true;
      }
      case FIRST, ONLY -> {
        return count == 1;
      }
      case LAST -> {
        if (count > 1) {
          for (int slot : capture.slotsOfElement()) {
            replace(slot, null, memory);
          }
        }
        return true;
      }
      default -> {
        return true;
      }
    }
  }

  /** Whether the text of an element that a capture meets is of use. */
  boolean wants(Capture capture) {
    return capture.pick() != Pick.FILLED || isEmpty(capture.textSlot());
  }

  /** Whether the text of the element that has just ended is that of one the capture wanted. */
  boolean awaits(Capture capture) {
    return switch (capture.pick()) {
      case FIRST, ONLY -> counts[capture.group()] == 1;
      case FILLED -> isEmpty(capture.textSlot());
      case LAST, LAST_PLACE -> true;
    };
  }

  /** Keeps a text that the capture {@link #awaits}. */
  void putText(Capture capture, String text, MemoryLimit memory) {
    long before = ofItsOwn(capture, capture.textSlot());
    if (put(capture, capture.textSlot(), text)) {
      memory.use(ofItsOwn(capture, capture.textSlot()) - before);
    }
  }

  /** What a text takes of memory that is not counted once for all who take the same text. */
  private long ofItsOwn(Capture capture, int slot) {
    return capture.countsAlone() ? MemoryLimit.of(texts[slot]) : 0;
  }

  /** Keeps a text of an element that begins and that the capture wants; whether it does. */
  boolean put(Capture capture, int slot, String text, long valueOrder, MemoryLimit memory) {
    if (capture.aggregate() != null) {
      add(capture, slot, text, valueOrder, memory);
      return true;
    }
    long before = MemoryLimit.of(texts[slot]);
    boolean kept = put(capture, slot, text);
    if (kept) {
      memory.use(MemoryLimit.of(text) - before);
    }
    return kept;
  }

  /** One more text of an aggregate. */
  void add(Capture capture, int slot, String text, long valueOrder, MemoryLimit memory) {
    if (findings != null && capture.aggregate() != null) {
      memory.use(findings.accumulator(slot, capture.aggregate()).add(text, valueOrder));
    }
  }

  private boolean put(Capture capture, int slot, String text) {
    if (capture.pick() == Pick.LAST_PLACE && findings != null) {
      findings.byPlace().put(slot, text);
      return true;
    }
    boolean wanted =
        switch (capture.pick()) {
          case FIRST, ONLY -> texts[slot] == null;
          case FILLED -> isEmpty(slot);
          case LAST, LAST_PLACE -> true;
        };
    if (wanted) {
      texts[slot] = text;
    }
    return wanted;
  }

  void replace(int slot, @Nullable String text, MemoryLimit memory) {
    memory.use(MemoryLimit.of(text) - MemoryLimit.of(texts[slot]));
    texts[slot] = text;
  }

  /** So many elements more have been met. */
  void meet(int group, int more) {
    counts[group] += more;
  }

  /** What it takes of memory, but for aggregates. */
  long size(ScopeLayout layout) {
    long size = sizeOf(layout);
    for (String text : texts) {
      size += MemoryLimit.of(text);
    }
    return size;
  }

  /** What an element without texts takes. */
  static long sizeOf(ScopeLayout layout) {
    return ELEMENT
        + 4L * (layout.slots() + layout.groups())
        + (layout.overflows() ? OVERFLOW : 0)
        + (layout.more() == null ? 0 : Findings.size(layout, layout.more()));
  }

  /** Keeps a text of the last element that came at a place. */
  void putAt(Capture capture, int place, String text) {
    if (findings != null) {
      findings.byPlace().putAt(capture, place, text);
    }
  }

  /** Decides what stood in several places, once the document has ended. */
  void settle() {
    if (findings != null) {
      findings.byPlace().settle(texts);
    }
  }

  /** Keeps the text content of an element, whatever came after its start. */
  void set(Capture capture, String text, long valueOrder, MemoryLimit memory) {
    long before = ofItsOwn(capture, capture.textSlot());
    texts[capture.textSlot()] = text;
    memory.use(ofItsOwn(capture, capture.textSlot()) - before);
    if (findings != null) {
      findings.note(capture.group(), valueOrder);
    }
  }

  boolean isEmpty(int slot) {
    String text = texts[slot];
    return text == null || text.isEmpty();
  }

  /**
   * Where an element begins.
   *
   * @param parent the nearest element that its scope's layout asks for; null: it is the root
   * @param around the nearest element of the same scope
   * @param depth how many elements there are from the root to this one
   * @param order how many elements of the document have begun, this one included
   */
  record Surroundings(
      @Nullable CapturedElement parent, @Nullable CapturedElement around, int depth, int order) {}
}
