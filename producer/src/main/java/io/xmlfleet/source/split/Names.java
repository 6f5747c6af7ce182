package io.xmlfleet.source.split;

import io.xmlfleet.xml.input.UnreadableDocument;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLStreamReader;

/**
 * Bounds the depth and the different names and prefixes of a document, because the parser remembers
 * them all, and some of its tables are searched one by one. Confined to one thread.
 */
final class Names {
  private static final int MOST_NAMES = 100_000;
  private static final int MOST_PREFIXES = 1_000;
  private static final int DEEPEST = 10_000;

  private final Set<String> names = new HashSet<>();
  private final Set<String> prefixes = new HashSet<>();

  /**
   * Counts the start tag that the parser stands at.
   *
   * @throws UnreadableDocument if there are too many
   */
  void count(XMLStreamReader parser, int depth) throws UnreadableDocument {
    names.add(parser.getLocalName());
    for (int i = 0; i < parser.getAttributeCount(); i++) {
      names.add(parser.getAttributeLocalName(i));
    }
    for (int i = 0; i < parser.getNamespaceCount(); i++) {
      prefixes.add(String.valueOf(parser.getNamespacePrefix(i)));
    }
    if (names.size() > MOST_NAMES) {
      throw UnreadableDocument.of(
          "has more than 100,000 different names of elements and attributes");
    }
    if (prefixes.size() > MOST_PREFIXES) {
      throw UnreadableDocument.of("has more than 1,000 different namespace prefixes");
    }
    if (depth > DEEPEST) {
      throw UnreadableDocument.of("nests elements deeper than 10,000");
    }
  }
}
