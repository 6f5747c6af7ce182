package io.xmlfleet.xml;

import io.xmlfleet.contract.Limits;
import io.xmlfleet.contract.convert.Blanks;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.MemoryLimit;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/**
 * Follows a pass and gives what it does not capture to the innermost element that keeps such
 * things. Confined to one thread.
 */
final class OverflowTracker {
  /** An array that grows has room for as much again. */
  private static final long WHILE_GROWING = 2;

  private final XMLStreamReader2 parser;
  private final Limits limits;
  private final MemoryLimit memory;
  private final BitSet taken = new BitSet();

  /** For each open element who keeps what is left of it; itself, if it keeps its own. */
  private final Deque<OverflowXml> owners = new ArrayDeque<>();

  /** White space that is left out unless there is text behind it. */
  private final StringBuilder blank = new StringBuilder();

  /** Whether a text has begun to which even white space belongs. */
  private boolean inText;

  private long written;

  /** Of that, what memory is used for. */
  private long kept;

  OverflowTracker(XMLStreamReader2 parser, Limits limits, MemoryLimit memory) {
    this.memory = memory;
    this.parser = parser;
    this.limits = limits;
  }

  /** Whether anybody keeps what is not captured here. */
  boolean isOpen() {
    return !owners.isEmpty();
  }

  /**
   * An element begins.
   *
   * @param own the element's own; null: what is left of it goes to the one around it
   */
  void start(@Nullable OverflowXml own) {
    taken.clear();
    endText();
    OverflowXml owner = own == null ? owners.peek() : own;
    if (owner != null) {
      owner.start(parser);
      owners.push(owner);
    }
  }

  /** The element that has begun is kept even if it is empty. */
  void keep() {
    OverflowXml owner = owners.peek();
    if (owner != null) {
      int before = owner.length();
      owner.keep();
      written += owner.length() - before;
    }
  }

  /** Text that a column takes, too, as there are elements in it that no path uses. */
  @Nullable Failure takenText(String taken) {
    OverflowXml owner = owners.peek();
    if (owner == null || taken.isEmpty()) {
      return null;
    }
    int before = owner.length();
    owner.text(taken);
    return bounded(owner.length() - before);
  }

  /** The pass has captured an attribute of the element that begins. */
  void taken(int attribute) {
    taken.set(attribute);
  }

  /** All captures of the element that begins are made. */
  @Nullable Failure attributes() {
    OverflowXml owner = owners.peek();
    if (owner == null) {
      return null;
    }
    int before = owner.length();
    int count = parser.getAttributeCount();
    for (int i = taken.nextClearBit(0); i < count; i = taken.nextClearBit(i + 1)) {
      owner.attribute(parser, i);
    }
    return bounded(owner.length() - before);
  }

  /** A piece of a text that is not captured. */
  @Nullable Failure text(String piece) {
    OverflowXml owner = owners.peek();
    if (owner == null) {
      return null;
    }
    blank.append(piece);
    if (!inText && Blanks.isBlank(piece)) {
      return null;
    }
    inText = true;
    int before = owner.length();
    owner.text(blank);
    blank.setLength(0);
    return bounded(owner.length() - before);
  }

  /** An element ends; those that nobody keeps anything of are around all others. */
  void end() {
    endText();
    OverflowXml owner = owners.poll();
    if (owner != null) {
      int before = owner.length();
      owner.end();
      written += owner.length() - before;
    }
  }

  private void endText() {
    blank.setLength(0);
    inText = false;
  }

  /** Bounds what all elements of a document keep: they may repeat long names of namespaces. */
  private @Nullable Failure bounded(int added) {
    written += added;
    memory.use(WHILE_GROWING * (written - kept));
    kept = written;
    return written <= limits.textCharacters()
        ? null
        : ParseErrors.limit(
            "what no column takes is longer than " + limits.textCharacters() + " characters",
            ParseErrors.at(parser.getLocation()));
  }
}
