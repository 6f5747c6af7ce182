package io.xmlfleet.xml;

import io.xmlfleet.contract.Limits;
import io.xmlfleet.contract.convert.Blanks;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.MemoryLimit;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/**
 * Follows a pass for what some contracts take of elements besides their text: where elements begin
 * and end in it, and their content as XML. Confined to one thread.
 */
final class Contents {
  /** An array that grows has room for as much again. */
  private static final long WHILE_GROWING = 2;

  private final XMLStreamReader2 parser;
  private final Limits limits;
  private final MemoryLimit memory;

  /** Of open elements whose content is taken as XML, the innermost first. */
  private final Deque<Content> open = new ArrayDeque<>();

  /** Where in the text elements begin and end, in order. */
  private int[] marks = new int[16];

  /** How deep the element is that text behind a mark stands in. */
  private int[] depths = new int[16];

  private int size;

  private record Content(int depth, OverflowXml xml) {}

  Contents(XMLStreamReader2 parser, Limits limits, MemoryLimit memory) {
    this.parser = parser;
    this.limits = limits;
    this.memory = memory;
  }

  /** Takes the content of the element that has begun as XML. */
  void begin(int depth) {
    Content innermost = open.peek();
    if (innermost == null || innermost.depth < depth) {
      OverflowXml xml = new OverflowXml();
      xml.startContent();
      open.push(new Content(depth, xml));
    }
  }

  /**
   * An element begins.
   *
   * @param depth of that element
   * @param text how long the text is so far
   */
  @Nullable Failure start(int depth, int text) {
    mark(depth, text);
    for (Content content : open) {
      content.xml.start(parser);
      content.xml.keep();
      for (int i = 0; i < parser.getAttributeCount(); i++) {
        content.xml.attribute(parser, i);
      }
    }
    return bounded();
  }

  /** Whether any content is taken as XML now. */
  boolean takesXml() {
    return !open.isEmpty();
  }

  @Nullable Failure text(String piece) {
    for (Content content : open) {
      content.xml.text(piece);
    }
    return bounded();
  }

  /** An element ends. */
  void end(int depth, int text) {
    mark(depth - 1, text);
    for (Content content : open) {
      if (content.depth < depth) {
        content.xml.end();
      }
    }
  }

  /** The content of the element that ends. */
  String xml() {
    return Objects.requireNonNullElse(open.element().xml.text(), "");
  }

  /**
   * All is taken of an element that has ended.
   *
   * @param last whether no text is open any more
   */
  void ended(int depth, boolean last) {
    Content innermost = open.peek();
    if (innermost != null && innermost.depth == depth) {
      open.pop();
    }
    size = last ? 0 : size;
  }

  /** A text from a place to its end, with one blank for white space and the ends of elements. */
  String spaced(CharSequence text, int start) {
    StringBuilder spaced = new StringBuilder();
    boolean blank = false;
    int mark = firstMark(start);
    for (int i = start; i < text.length(); i++) {
      while (mark < size && marks[mark] <= i) {
        blank = true;
        mark++;
      }
      char c = text.charAt(i);
      if (Blanks.isSpace(c)) {
        blank = true;
      } else {
        spaced.append(blank && spaced.length() > 0 ? " " : "").append(c);
        blank = false;
      }
    }
    return spaced.toString();
  }

  /** What of a text from a place to its end stands in the element at a depth, not deeper. */
  String own(CharSequence text, int start, int depth) {
    StringBuilder own = new StringBuilder();
    int from = start;
    boolean wanted = true;
    for (int mark = firstMark(start); mark < size; mark++) {
      own.append(text, from, wanted ? marks[mark] : from);
      from = marks[mark];
      wanted = depths[mark] <= depth;
    }
    return own.append(text, from, wanted ? text.length() : from).toString();
  }

  /** The first mark at a place of the text or behind it. */
  private int firstMark(int start) {
    int mark = Arrays.binarySearch(marks, 0, size, start);
    return mark < 0 ? -mark - 1 : mark;
  }

  private void mark(int depth, int text) {
    if (size > 0 && marks[size - 1] == text) {
      depths[size - 1] = depth;
      return;
    }
    if (size == marks.length) {
      marks = Arrays.copyOf(marks, size * 2);
      depths = Arrays.copyOf(depths, size * 2);
    }
    marks[size] = text;
    depths[size] = depth;
    size++;
  }

  /** Of the XML so far. */
  int length() {
    int length = 0;
    for (Content content : open) {
      length += content.xml.length();
    }
    return length;
  }

  private @Nullable Failure bounded() {
    int length = length();
    memory.require(WHILE_GROWING * length);
    return length <= limits.textCharacters()
        ? null
        : ParseErrors.limit(
            "the XML of elements is longer than " + limits.textCharacters() + " characters",
            ParseErrors.at(parser.getLocation()));
  }
}
