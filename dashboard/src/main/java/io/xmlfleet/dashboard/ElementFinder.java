package io.xmlfleet.dashboard;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the place that a path such as {@code /Order/Line/@price} names in the text of a document,
 * where it is the only one. It is for showing only: it passes over what a parser would refuse.
 */
final class ElementFinder {
  private static final Pattern PATH =
      Pattern.compile("(?:^|[ ,])((?:/[\\w.:-]+)+)(?:/@([\\w.:-]+))?(?= |$)");

  /** Comments, CDATA and the like, so that no tag is seen in them; or a tag. */
  private static final Pattern MARKUP =
      Pattern.compile(
          "<!--.*?-->|<!\\[CDATA\\[.*?]]>|<[?!][^>]*>|<(/?)([\\w.:-]+)([^<>]*)>", Pattern.DOTALL);

  /** Offsets in the text, the second one after the end. */
  record Found(int start, int end) {}

  private final String path;
  private final @Nullable Pattern attribute;
  private final Deque<String> open = new ArrayDeque<>();

  private ElementFinder(String path, @Nullable String attribute) {
    this.path = path;
    this.attribute =
        attribute == null
            ? null
            : Pattern.compile("\\s(" + Pattern.quote(attribute) + "\\s*=\\s*(\"[^\"]*\"|'[^']*'))");
  }

  /** The one place that the failure's location names; null: there is none, or several. */
  static @Nullable Found find(String document, String location) {
    Matcher named = PATH.matcher(location);
    return named.find() ? new ElementFinder(named.group(1), named.group(2)).in(document) : null;
  }

  private @Nullable Found in(String document) {
    Found found = null;
    Matcher markup = MARKUP.matcher(document);
    while (markup.find()) {
      String name = markup.group(2);
      if (name == null) {
        continue;
      }
      if (!markup.group(1).isEmpty()) {
        open.poll();
        continue;
      }
      open.push(name);
      if (isHere()) {
        if (found != null) {
          return null;
        }
        found = place(markup);
      }
      if (markup.group(3).endsWith("/")) {
        open.poll();
      }
    }
    return found;
  }

  private boolean isHere() {
    StringBuilder here = new StringBuilder();
    for (Iterator<String> names = open.descendingIterator(); names.hasNext(); ) {
      here.append('/').append(names.next());
    }
    return path.contentEquals(here);
  }

  /** The attribute where it is there, else the tag. */
  private Found place(Matcher tag) {
    if (attribute != null) {
      Matcher value = attribute.matcher(tag.group(3));
      if (value.find()) {
        return new Found(tag.start(3) + value.start(1), tag.start(3) + value.end(1));
      }
    }
    return new Found(tag.start(), tag.end());
  }
}
