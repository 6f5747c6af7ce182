package io.xmlfleet.workbench;

import io.xmlfleet.text.XmlEncoding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A document as it is written, and where its elements, attributes and texts stand. It is for
 * showing: it passes over what a parser would refuse. Offsets are in UTF-16 units. Immutable.
 */
final class SourceText {
  private static final Pattern PLACE = Pattern.compile("line ([0-9]{1,9}), column ([0-9]{1,9})");
  private static final Pattern PATH = Pattern.compile("(?<![^ ,])(/[^ ,]+)(?= |$)");

  private final String text;

  private SourceText(String text) {
    this.text = text;
  }

  /** Of any bytes, in the encoding that they say they have. */
  static SourceText of(byte[] document) {
    return new SourceText(XmlEncoding.decode(document));
  }

  String text() {
    return text;
  }

  /** What a place in the text belongs to. */
  enum Part {
    ELEMENT,
    ATTRIBUTE,
    TEXT
  }

  /**
   * A piece of the text that belongs to an element. Immutable.
   *
   * @param element in document order, from 1
   * @param name of the element or the attribute
   * @param closes whether it is in the tag that ends the element
   */
  record Piece(Part part, int element, String name, int start, int end, boolean closes) {}

  /** Gets the pieces in order; false: it needs no more. */
  interface Visitor {
    boolean visit(Piece piece);
  }

  /**
   * Where a document failed.
   *
   * @param element that the place is in or is; 0: of none
   * @param attribute null: it is none
   * @param line from 1
   */
  record Mark(int element, @Nullable String attribute, int line) {}

  /** The place that a failure's location names, where it is the only one; null: it names none. */
  @Nullable Mark mark(@Nullable String location) {
    if (location == null) {
      return null;
    }
    Matcher place = PLACE.matcher(location);
    if (place.find()) {
      int line = Integer.parseInt(place.group(1));
      int offset = offset(line) + Integer.parseInt(place.group(2)) - 1;
      int[] last = {0};
      visit(
          piece -> {
            boolean before = piece.start() < offset;
            last[0] = before ? piece.element() : last[0];
            return before;
          });
      return new Mark(last[0], null, line);
    }
    Matcher path = PATH.matcher(location);
    while (path.find()) {
      Mark found = at(path.group(1));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable Mark at(String path) {
    int at = path.indexOf("/@");
    String elements = at < 0 ? path : path.substring(0, at);
    String attribute = at < 0 ? null : path.substring(at + 2);
    List<Piece> found = new ArrayList<>();
    Deque<String> open = new ArrayDeque<>();
    visit(
        piece -> {
          if (piece.part() == Part.ELEMENT && piece.closes()) {
            open.pollLast();
          } else if (piece.part() == Part.ELEMENT) {
            open.addLast(piece.name());
            if (elements.equals('/' + String.join("/", open))) {
              found.add(piece);
            }
          }
          return found.size() < 2;
        });
    return found.size() == 1
        ? new Mark(found.get(0).element(), attribute, line(found.get(0).start()))
        : null;
  }

  /** The number of the line that an offset is in, from 1. */
  int line(int offset) {
    int line = 1;
    for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
      line++;
    }
    return line;
  }

  /** Where a line begins; the end of the text if there is none. */
  private int offset(int line) {
    int start = 0;
    for (int n = 1; n < line; n++) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        return text.length();
      }
      start = end + 1;
    }
    return start;
  }

  /** Where an element begins; 0 if there is none. */
  int offsetOf(int element) {
    int[] found = {0};
    visit(
        piece -> {
          found[0] = piece.element() == element ? piece.start() - 1 : 0;
          return found[0] == 0;
        });
    return found[0];
  }

  /** Visits all pieces, or as many as the visitor wants. An empty element has no closing tag. */
  void visit(Visitor visitor) {
    new Scan(visitor).run();
  }

  /** Confined to one thread. */
  private final class Scan {
    private final Visitor visitor;
    private final Deque<Piece> open = new ArrayDeque<>();
    private int elements;
    private int at;
    private boolean goOn = true;

    Scan(Visitor visitor) {
      this.visitor = visitor;
    }

    void run() {
      while (goOn && at < text.length()) {
        int tag = text.indexOf('<', at);
        int end = tag < 0 ? text.length() : tag;
        if (end > at) {
          text(at, end);
        }
        at = end;
        if (tag >= 0 && goOn) {
          markup();
        }
      }
    }

    private void text(int start, int end) {
      Piece around = open.peekLast();
      if (around != null && !text.substring(start, end).isBlank()) {
        goOn = visitor.visit(new Piece(Part.TEXT, around.element(), "", start, end, false));
      }
    }

    private void markup() {
      if (text.startsWith("<!--", at)) {
        at = behind("-->", at + 4);
      } else if (text.startsWith("<![CDATA[", at)) {
        int start = at;
        at = behind("]]>", at);
        text(start, at);
      } else if (text.startsWith("<?", at)) {
        at = behind("?>", at);
      } else if (text.startsWith("<!", at)) {
        doctype();
      } else if (text.startsWith("</", at)) {
        close();
      } else {
        open();
      }
    }

    private int behind(String end, int from) {
      int found = text.indexOf(end, from);
      return found < 0 ? text.length() : found + end.length();
    }

    /** It may have declarations in brackets. */
    private void doctype() {
      int close = text.indexOf('>', at);
      int bracket = text.indexOf('[', at);
      at = bracket >= 0 && bracket < close ? behind(">", behind("]", bracket)) : behind(">", at);
    }

    private void close() {
      int start = at + 2;
      int end = nameEnd(start);
      at = behind(">", end);
      Piece opened = open.pollLast();
      if (opened != null) {
        goOn =
            visitor.visit(
                new Piece(Part.ELEMENT, opened.element(), opened.name(), start, end, true));
      }
    }

    private void open() {
      int start = at + 1;
      int end = nameEnd(start);
      if (end == start) {
        at = start; // no tag at all
        return;
      }
      elements++;
      Piece element = new Piece(Part.ELEMENT, elements, local(start, end), start, end, false);
      open.addLast(element);
      goOn = visitor.visit(element);
      at = end;
      while (goOn && at < text.length() && text.charAt(at) != '>' && text.charAt(at) != '<') {
        if (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '/') {
          at++;
        } else {
          attribute();
        }
      }
      boolean ends = at > end && text.charAt(at - 1) == '/';
      at += at < text.length() && text.charAt(at) == '>' ? 1 : 0;
      if (ends && goOn) {
        open.removeLast();
        goOn =
            visitor.visit(new Piece(Part.ELEMENT, elements, element.name(), at - 2, at - 2, true));
      }
    }

    private void attribute() {
      int start = at;
      int nameEnd = Math.max(nameEnd(start), start + 1);
      at = nameEnd;
      skipBlanks();
      if (at < text.length() && text.charAt(at) == '=') {
        at++;
        skipBlanks();
        if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
          int close = text.indexOf(text.charAt(at), at + 1);
          at = close < 0 ? text.length() : close + 1;
        }
      }
      goOn =
          visitor.visit(
              new Piece(Part.ATTRIBUTE, elements, local(start, nameEnd), start, at, false));
    }

    private void skipBlanks() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }

    private int nameEnd(int from) {
      int end = from;
      while (end < text.length() && isName(text.charAt(end))) {
        end++;
      }
      return end;
    }

    private boolean isName(char c) {
      return !Character.isWhitespace(c) && "<>/='\"".indexOf(c) < 0;
    }

    private String local(int start, int end) {
      String name = text.substring(start, end);
      return name.substring(name.indexOf(':') + 1);
    }
  }
}
