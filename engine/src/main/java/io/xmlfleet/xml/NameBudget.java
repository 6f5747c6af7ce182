package io.xmlfleet.xml;

import io.xmlfleet.failure.Failure;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the different names and prefixes of one document, because the parser's tables of both are
 * searched in linear time in bad cases. Documents of ordinary size never pay for the count.
 * Confined to one thread.
 */
final class NameBudget {
  private static final int MOST_PREFIXES = 1_000;
  private static final int FREE_NAMES = 50_000;
  private static final int MOST_NAMES = 20_000;

  private final Set<String> prefixes = new HashSet<>();
  private final Set<String> names = new HashSet<>();
  private int seen;

  /** Counts the names of a start tag; a failure if they are too many. */
  @Nullable Failure count(XMLStreamReader parser) {
    int attributes = parser.getAttributeCount();
    seen += 1 + attributes;
    if (seen > FREE_NAMES) {
      names.add(parser.getLocalName());
      for (int i = 0; i < attributes; i++) {
        names.add(parser.getAttributeLocalName(i));
      }
      if (names.size() > MOST_NAMES) {
        return over("different names", MOST_NAMES, parser);
      }
    }
    int declarations = parser.getNamespaceCount();
    for (int i = 0; i < declarations; i++) {
      prefixes.add(String.valueOf(parser.getNamespacePrefix(i)));
    }
    return prefixes.size() > MOST_PREFIXES
        ? over("different namespace prefixes", MOST_PREFIXES, parser)
        : null;
  }

  private static Failure over(String what, int most, XMLStreamReader parser) {
    return Refusals.limit(
        "the document has more than " + most + ' ' + what, Refusals.at(parser.getLocation()));
  }
}
