package io.xmlfleet.xml;

import io.xmlfleet.contract.Pick;
import io.xmlfleet.contract.plan.Capture;
import io.xmlfleet.contract.plan.ScopeLayout;
import io.xmlfleet.failure.MemoryLimit;
import org.jspecify.annotations.Nullable;

/** One element of a scope, with the texts captured for it. Confined to one thread. */
public final class CapturedElement {
  private final int scope;
  private final @Nullable CapturedElement parent;
  private final @Nullable CapturedElement around;
  private final int depth;
  private final int ordinal;
  private final @Nullable String[] texts;
  private final int[] counts;
  private final @Nullable OverflowXml overflow;
  private @Nullable TextsByPath byPlace;

  CapturedElement(int scope, ScopeLayout layout, Surroundings surroundings, int ordinal) {
    this.overflow = layout.overflows() ? new OverflowXml() : null;
    this.scope = scope;
    this.parent = surroundings.parent();
    this.around = surroundings.around();
    this.depth = surroundings.depth();
    this.ordinal = ordinal;
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
   * @param place number of the element's path in the document
   * @param memory what is kept for it takes of it
   */
  boolean meets(Capture capture, int place, MemoryLimit memory) {
    int count = ++counts[capture.group()];
    if (capture.pick() == Pick.LAST_PLACE) {
      if (byPlace == null) {
        byPlace = new TextsByPath();
      }
      byPlace.meet(capture, place, memory);
      return true;
    }
    if (capture.pick() == Pick.FILLED) {
      return true;
    }
    if (capture.pick() != Pick.LAST) {
      return count == 1;
    }
    if (count > 1) {
      for (int slot : capture.slots()) {
        memory.use(-MemoryLimit.of(texts[slot]));
        texts[slot] = null;
      }
    }
    return true;
  }

  /** Whether the text of an element that a capture meets is of use. */
  boolean wants(Capture capture) {
    return capture.pick() != Pick.FILLED || isEmpty(capture.textSlot());
  }

  /** Keeps the text of the element that has just ended, if the capture wanted that one. */
  void putText(Capture capture, String text) {
    boolean only = capture.pick() == Pick.FIRST || capture.pick() == Pick.ONLY;
    if (!only || counts[capture.group()] == 1) {
      put(capture, capture.textSlot(), text);
    }
  }

  /** Keeps a text of an element that the capture wants; whether it does. */
  boolean put(Capture capture, int slot, String text) {
    if (byPlace != null && capture.pick() == Pick.LAST_PLACE) {
      byPlace.put(slot, text);
      return true;
    }
    if (capture.pick() == Pick.FILLED && !isEmpty(slot)) {
      return false;
    }
    texts[slot] = text;
    return true;
  }

  /** Keeps a text of the last element that came at a place. */
  void putAt(Capture capture, int place, String text) {
    if (byPlace != null) {
      byPlace.putAt(capture, place, text);
    }
  }

  /** Decides what stood in several places, once the document has ended. */
  void settle() {
    if (byPlace != null) {
      byPlace.settle(texts);
    }
  }

  void set(int slot, String text) {
    texts[slot] = text;
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
   */
  record Surroundings(
      @Nullable CapturedElement parent, @Nullable CapturedElement around, int depth) {}
}
