package io.xmlfleet.xml;

import org.jspecify.annotations.Nullable;

/**
 * The declarations inside of a DOCTYPE. Harmless are those of elements, attributes and notations;
 * entities never are. A default that an attribute is declared with is not filled in, here as little
 * as from a DTD elsewhere: rows come from what the document itself says.
 */
final class InternalSubset {
  static final String REFUSAL =
      "the document has a DOCTYPE with declarations that are not allowed: entities";

  private static final String COMMENT = "<!--";

  private InternalSubset() {}

  static boolean isHarmless(@Nullable String subset) {
    if (subset == null) {
      return true;
    }
    int at = skipSpace(subset, 0);
    while (at < subset.length()) {
      int end = declarationEnd(subset, at);
      if (end < 0) {
        return false;
      }
      at = skipSpace(subset, end);
    }
    return true;
  }

  /** Where a harmless declaration ends; -1: it is none. */
  private static int declarationEnd(String subset, int start) {
    if (subset.startsWith(COMMENT, start)) {
      int end = subset.indexOf("-->", start + COMMENT.length());
      return end < 0 ? -1 : end + 3;
    }
    int end = subset.indexOf('>', start);
    if (end < 0) {
      return -1;
    }
    String declaration = subset.substring(start, end);
    boolean plain =
        declaration.indexOf('%') < 0
            && declaration.indexOf('&') < 0
            && declaration.lastIndexOf('<') == 0;
    boolean harmless =
        declaration.startsWith("<!ELEMENT")
            || declaration.startsWith("<!NOTATION")
            || declaration.startsWith("<!ATTLIST");
    return plain && harmless ? end + 1 : -1;
  }

  private static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    return at;
  }
}
