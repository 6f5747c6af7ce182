package io.xmlfleet.xml;

import org.jspecify.annotations.Nullable;

/**
 * The declarations inside of a DOCTYPE. Harmless are those that cannot change what the document
 * says: of elements, of notations, and of attributes without a default, since nobody would fill it
 * in. Entities never are.
 */
final class InternalSubset {
  static final String REFUSAL =
      "the document has a DOCTYPE with declarations that are not allowed: entities, or attributes"
          + " with a default";

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
    boolean plain = declaration.indexOf('%') < 0 && declaration.lastIndexOf('<') == 0;
    boolean harmless =
        declaration.startsWith("<!ELEMENT")
            || declaration.startsWith("<!NOTATION")
            || (declaration.startsWith("<!ATTLIST") && hasNoDefault(declaration));
    return plain && harmless ? end + 1 : -1;
  }

  private static boolean hasNoDefault(String declaration) {
    return declaration.indexOf('"') < 0 && declaration.indexOf('\'') < 0;
  }

  private static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    return at;
  }
}
