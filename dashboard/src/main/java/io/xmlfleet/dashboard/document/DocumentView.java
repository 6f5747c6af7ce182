package io.xmlfleet.dashboard.document;

import io.xmlfleet.text.XmlEncoding;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A document, or the part of it around the place at which it failed. Immutable.
 *
 * @param text at most {@link #MOST_CHARACTERS}
 * @param firstLine number of the line with which the text begins, from 1
 * @param cutBefore whether something stands before the text
 * @param cutAfter whether something stands behind it
 * @param bytes of the whole document
 * @param mark the failing place in the text; null where the failure names no line
 */
public record DocumentView(
    String text,
    int firstLine,
    boolean cutBefore,
    boolean cutAfter,
    int bytes,
    @Nullable Mark mark) {
  public static final int MOST_CHARACTERS = 64 * 1024;
  private static final int LONGEST_MARK = 80;
  private static final Pattern PLACE = Pattern.compile("line ([0-9]{1,9}), column ([0-9]{1,9})");

  /**
   * A place in the text.
   *
   * @param start offset in the text, in UTF-16 units
   * @param end after the end of the line's part that is marked
   */
  public record Mark(int line, int column, int start, int end) {}

  /** The view of a document that failed there. */
  public static DocumentView of(byte[] document, @Nullable String location) {
    String all = XmlEncoding.decode(document);
    Mark mark = location == null ? null : mark(all, location);
    return around(all, document.length, mark);
  }

  /** The place that is named by line and column, or by a path that only one place has. */
  private static @Nullable Mark mark(String all, String location) {
    Matcher place = PLACE.matcher(location);
    if (place.find()) {
      int line = Integer.parseInt(place.group(1));
      int start = startOf(all, line);
      return start < 0 ? null : mark(all, start, line, Integer.parseInt(place.group(2)));
    }
    ElementFinder.Found found = ElementFinder.find(all, location);
    if (found == null) {
      return null;
    }
    int line = lineOf(all, found.start());
    int column = found.start() - all.lastIndexOf('\n', found.start());
    return new Mark(
        line, column, found.start(), Math.min(found.end(), found.start() + LONGEST_MARK));
  }

  /** What stands in a line from a column on. */
  private static Mark mark(String all, int start, int line, int column) {
    int lineEnd = all.indexOf('\n', start);
    int last = Math.max(start, (lineEnd < 0 ? all.length() : lineEnd) - 1);
    int at = Math.max(start, Math.min(start + column - 1, last));
    return new Mark(line, column, at, Math.min(last + 1, at + LONGEST_MARK));
  }

  private static DocumentView around(String all, int bytes, @Nullable Mark mark) {
    int at = mark == null ? 0 : mark.start();
    int from = Math.max(0, Math.min(at - MOST_CHARACTERS / 2, all.length() - MOST_CHARACTERS));
    int to = Math.min(all.length(), from + MOST_CHARACTERS);
    Mark shifted =
        mark == null
            ? null
            : new Mark(mark.line(), mark.column(), mark.start() - from, mark.end() - from);
    return new DocumentView(
        all.substring(from, to), lineOf(all, from), from > 0, to < all.length(), bytes, shifted);
  }

  /** Where the line begins; -1: there are fewer. */
  private static int startOf(String text, int line) {
    int start = 0;
    for (int n = 1; n < line; n++) {
      start = text.indexOf('\n', start) + 1;
      if (start == 0) {
        return -1;
      }
    }
    return start;
  }

  private static int lineOf(String text, int offset) {
    return 1 + (int) text.chars().limit(offset).filter(c -> c == '\n').count();
  }
}
