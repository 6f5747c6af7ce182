package io.xmlfleet.xml;

import io.xmlfleet.contract.Limits;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.MemoryLimit;
import io.xmlfleet.failure.TimeLimit;
import io.xmlfleet.xml.input.XmlBytes;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/**
 * Shows every element, attribute and text of a document to a visitor, within the same limits and
 * with the same parser as {@link DocumentReader}. Thread-safe.
 */
public final class DocumentWalk {
  private static final int EVENTS_BETWEEN_LOOKS_AT_THE_CLOCK = 1_024;

  private final Limits limits;
  private final GuardedParser parser;

  public DocumentWalk(Limits limits) {
    this.limits = limits;
    this.parser = new GuardedParser(limits);
  }

  /**
   * Walks through one document.
   *
   * @param document in any encoding that XML allows and this JVM knows; nobody writes to it
   *     meanwhile
   * @param deadline a walk beyond it ends with a TIMEOUT
   * @return why it did not come to the end, or null
   */
  public @Nullable Failure walk(byte[] document, TimeLimit deadline, ElementVisitor visitor) {
    return parser.parse(
        document,
        MemoryLimit.none(),
        (reader, bytes) -> new Walk(reader, bytes, visitor).run(deadline));
  }

  /** One walk. Confined to one thread. */
  private final class Walk {
    private final XMLStreamReader2 parser;
    private final XmlBytes document;
    private final ElementVisitor visitor;
    private final ParserTag tag;
    private final NameCheck names = new NameCheck(MemoryLimit.none());
    private int depth;
    private int elements;
    private int textCharacters;

    Walk(XMLStreamReader2 parser, XmlBytes document, ElementVisitor visitor) {
      this.parser = parser;
      this.document = document;
      this.visitor = visitor;
      this.tag = new ParserTag(parser);
    }

    @Nullable Failure run(TimeLimit deadline) throws XMLStreamException {
      Failure failure = null;
      for (int events = 1; failure == null; events++) {
        int event = parser.next();
        if (event == XMLStreamConstants.END_DOCUMENT) {
          return null;
        }
        failure = handle(event);
        if (events % EVENTS_BETWEEN_LOOKS_AT_THE_CLOCK == 0 && deadline.expired()) {
          return ParseErrors.timeout(parser.getLocation());
        }
      }
      return failure;
    }

    private @Nullable Failure handle(int event) throws XMLStreamException {
      return switch (event) {
        case XMLStreamConstants.START_ELEMENT -> start();
        case XMLStreamConstants.END_ELEMENT -> end();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text();
        case XMLStreamConstants.ENTITY_REFERENCE -> ParseErrors.entity(parser);
        case XMLStreamConstants.PROCESSING_INSTRUCTION -> ParseErrors.instruction(parser, document);
        default -> null; // comments and the DOCTYPE
      };
    }

    private @Nullable Failure start() {
      elements++;
      depth++;
      textCharacters = 0;
      if (elements > limits.elements()) {
        return refused("the document has more than " + limits.elements() + " elements");
      }
      if (depth > limits.depth()) {
        return refused("elements are nested deeper than " + limits.depth());
      }
      if (parser.getAttributeCount() + parser.getNamespaceCount() > limits.attributes()) {
        return refused("an element has more than " + limits.attributes() + " attributes");
      }
      for (int i = 0; i < parser.getAttributeCount(); i++) {
        if (parser.getAttributeValue(i).length() > limits.attributeCharacters()) {
          return refused(
              "an attribute is longer than " + limits.attributeCharacters() + " characters");
        }
      }
      Failure failure = names.check(parser);
      if (failure == null) {
        visitor.start(tag);
      }
      return failure;
    }

    private @Nullable Failure end() {
      depth--;
      textCharacters = 0;
      visitor.end();
      return null;
    }

    private @Nullable Failure text() {
      if (depth > 0) {
        textCharacters += parser.getTextLength();
        if (textCharacters > limits.textCharacters()) {
          return refused(
              "the text of an element is longer than " + limits.textCharacters() + " characters");
        }
        visitor.text(parser.getTextCharacters(), parser.getTextStart(), parser.getTextLength());
      }
      return null;
    }

    private Failure refused(String reason) {
      return ParseErrors.limit(reason, ParseErrors.at(parser.getLocation()));
    }
  }

  /** The tag that the parser stands at. */
  private record ParserTag(XMLStreamReader2 parser) implements StartTag {
    @Override
    public String localName() {
      return parser.getLocalName();
    }

    @Override
    public String namespace() {
      return orNone(parser.getNamespaceURI());
    }

    @Override
    public int attributes() {
      return parser.getAttributeCount();
    }

    @Override
    public String attributeName(int index) {
      return parser.getAttributeLocalName(index);
    }

    @Override
    public String attributeNamespace(int index) {
      return orNone(parser.getAttributeNamespace(index));
    }

    @Override
    public String attributeValue(int index) {
      return parser.getAttributeValue(index);
    }

    @Override
    public @Nullable String namespaceOf(String prefix) {
      return parser.getNamespaceURI(prefix);
    }

    private static String orNone(@Nullable String namespace) {
      return namespace == null ? "" : namespace;
    }
  }
}
