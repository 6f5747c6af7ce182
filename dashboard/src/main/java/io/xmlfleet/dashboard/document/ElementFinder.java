package io.xmlfleet.dashboard.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the place that a path such as {@code /Order/Line/@price} names in the text of a document,
 * where it is the only one. It is for showing only: it passes over what a parser would refuse. It
 * goes over path and document once, whatever they are.
 */
final class ElementFinder {
  private record Markup(String begin, String end) {}

  private static final List<Markup> NO_TAGS =
      List.of(
          new Markup("<!--", "-->"),
          new Markup("<![CDATA[", "]]>"),
          new Markup("<!", ">"),
          new Markup("<?", "?>"));

  /** Offsets in the text, the second one after the end. */
  record Found(int start, int end) {}

  /** What a location names. */
  private record Path(List<String> steps, @Nullable String attribute) {}

  private final String document;
  private final Path path;
  private int at;
  private int depth;

  /** How many of the open elements, from the root, are those of the path. */
  private int onPath;

  private ElementFinder(String document, Path path) {
    this.document = document;
    this.path = path;
  }

  /** The one place that the failure's location names; null: there is none, or several. */
  static @Nullable Found find(String document, String location) {
    Path named = path(location);
    return named == null ? null : new ElementFinder(document, named).find();
  }

  /** The first one that stands between blanks or commas before it and a blank after it. */
  private static @Nullable Path path(String location) {
    int start = 0;
    while (start < location.length()) {
      int end = start;
      while (end < location.length() && " ,".indexOf(location.charAt(end)) < 0) {
        end++;
      }
      boolean ends = end == location.length() || location.charAt(end) == ' ';
      Path path = ends ? parsed(location.substring(start, end)) : null;
      if (path != null) {
        return path;
      }
      start = end + 1;
    }
    return null;
  }

  private static @Nullable Path parsed(String text) {
    int at = text.indexOf("/@");
    String elements = at < 0 ? text : text.substring(0, at);
    String attribute = at < 0 ? null : text.substring(at + 2);
    if (!elements.startsWith("/") || (attribute != null && !isName(attribute))) {
      return null;
    }
    List<String> steps = List.of(elements.substring(1).split("/", -1));
    return steps.stream().allMatch(ElementFinder::isName) ? new Path(steps, attribute) : null;
  }

  private @Nullable Found find() {
    Found found = null;
    for (at = document.indexOf('<'); at >= 0; at = document.indexOf('<', at)) {
      int start = at++;
      if (skipsMarkup(start)) {
        continue;
      }
      boolean ends = document.startsWith("/", at);
      int nameEnd = nameEnd(document, ends ? at + 1 : at);
      String name = document.substring(ends ? at + 1 : at, nameEnd);
      at = tagEnd(nameEnd);
      if (name.isEmpty() || !document.startsWith(">", at)) {
        continue;
      }
      if (!ends && enter(name)) {
        if (found != null) {
          return null;
        }
        found = place(start, nameEnd);
      }
      if (ends || document.charAt(at - 1) == '/') {
        leave();
      }
    }
    return found;
  }

  /** Passes over a comment, CDATA and the like, so that no tag is seen in them. */
  private boolean skipsMarkup(int start) {
    for (Markup markup : NO_TAGS) {
      if (document.startsWith(markup.begin(), start)) {
        int close = document.indexOf(markup.end(), start);
        at = close < 0 ? document.length() : close + markup.end().length();
        return true;
      }
    }
    return false;
  }

  /** At the bracket that closes the tag, or at one that opens another. */
  private int tagEnd(int from) {
    int end = from;
    while (end < document.length() && "<>".indexOf(document.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /** An element begins; whether it is what the path names. */
  private boolean enter(String name) {
    List<String> steps = path.steps();
    if (onPath == depth && depth < steps.size() && steps.get(depth).equals(name)) {
      onPath++;
    }
    depth++;
    return onPath == depth && depth == steps.size();
  }

  private void leave() {
    depth = Math.max(0, depth - 1);
    onPath = Math.min(onPath, depth);
  }

  /** The attribute where it is there, else the tag, which ends here. */
  private Found place(int start, int nameEnd) {
    String attribute = path.attribute();
    Found value = attribute == null ? null : attribute(attribute, nameEnd);
    return value == null ? new Found(start, at + 1) : value;
  }

  private @Nullable Found attribute(String name, int from) {
    for (int i = from; i < at; i++) {
      if (!Character.isWhitespace(document.charAt(i)) || !document.startsWith(name, i + 1)) {
        continue;
      }
      int equals = afterBlanks(i + 1 + name.length());
      int quote = document.startsWith("=", equals) ? afterBlanks(equals + 1) : at;
      if (quote < at && "'\"".indexOf(document.charAt(quote)) >= 0) {
        int close = document.indexOf(document.charAt(quote), quote + 1);
        return close < 0 || close > at ? null : new Found(i + 1, close + 1);
      }
    }
    return null;
  }

  private int afterBlanks(int from) {
    int i = from;
    while (i < at && Character.isWhitespace(document.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isName(String text) {
    return !text.isEmpty() && nameEnd(text, 0) == text.length();
  }

  private static int nameEnd(String text, int from) {
    int end = from;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || "_.:-".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return end;
  }
}
