package io.xmlfleet.xml;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.MemoryLimit;
import io.xmlfleet.xml.input.XmlNames;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Rejects declarations of namespaces that the parser lets pass, and bounds the different names and
 * prefixes of one document, because the parser's tables of both are searched in linear time in bad
 * cases. Documents of ordinary size and names never pay for the count. Confined to one thread.
 */
final class NameCheck {
  private static final int MOST_PREFIXES = 1_000;
  private static final int FREE_NAMES = 50_000;
  private static final int MOST_NAMES = 20_000;

  /** What the parser keeps of a name besides its characters, and these as bytes and as text. */
  private static final int NAME = 150;

  private static final long TWICE = 2;
  private static final int SHORT_NAME = 64;

  private final Set<String> prefixes = new HashSet<>();
  private final Set<String> names = new HashSet<>();
  private final MemoryLimit memory;
  private int seen;

  NameCheck(MemoryLimit memory) {
    this.memory = memory;
  }

  /** Checks the names of a start tag; a failure if they are wrong, or too many by now. */
  @Nullable Failure check(XMLStreamReader parser) {
    int attributes = parser.getAttributeCount();
    seen += 1 + attributes;
    boolean named = check(parser.getLocalName());
    for (int i = 0; i < attributes; i++) {
      named &= check(parser.getAttributeLocalName(i));
    }
    if (names.size() > MOST_NAMES) {
      return over("different names", MOST_NAMES, parser);
    }
    if (!named) {
      return noName(parser);
    }
    int declarations = parser.getNamespaceCount();
    return declarations == 0 ? null : checkPrefixes(declarations, parser);
  }

  /** Counts a name; whether it is one. */
  private boolean check(String name) {
    if ((seen > FREE_NAMES || name.length() > SHORT_NAME) && names.add(name)) {
      memory.use(NAME + TWICE * name.length());
    }
    return XmlNames.isLocal(name);
  }

  private @Nullable Failure checkPrefixes(int declarations, XMLStreamReader parser) {
    for (int i = 0; i < declarations; i++) {
      String prefix = parser.getNamespacePrefix(i);
      String uri = parser.getNamespaceURI(i);
      if (prefix != null && !prefix.isEmpty() && (uri == null || uri.isEmpty())) {
        return ParseErrors.malformed(
            "the prefix " + XmlNames.shown(prefix) + " is declared without a namespace",
            ParseErrors.at(parser.getLocation()));
      }
      boolean isDefault = prefix == null || prefix.isEmpty();
      // The parser tells an xmlns: without a name as if it were for no prefix.
      if (isDefault ? !uri.equals(parser.getNamespaceURI("")) : !XmlNames.isLocal(prefix)) {
        return noName(parser);
      }
      prefixes.add(String.valueOf(prefix));
    }
    return prefixes.size() > MOST_PREFIXES
        ? over("different namespace prefixes", MOST_PREFIXES, parser)
        : null;
  }

  private static Failure noName(XMLStreamReader parser) {
    return ParseErrors.malformed(
        "what is behind a colon is no name", ParseErrors.at(parser.getLocation()));
  }

  private static Failure over(String what, int most, XMLStreamReader parser) {
    return ParseErrors.limit(
        "the document has more than " + most + ' ' + what, ParseErrors.at(parser.getLocation()));
  }
}
