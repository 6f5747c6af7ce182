package io.xmlfleet.xml;

import com.fasterxml.aalto.stax.StreamReaderImpl;
import io.xmlfleet.contract.Limits;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.failure.TimeLimit;
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
  private final TagGuard guard;
  private final ParserFactory parsers = new ParserFactory();

  public DocumentWalk(Limits limits) {
    this.limits = limits;
    this.guard = new TagGuard(limits);
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
    XmlBytes bytes = XmlBytes.of(document);
    Failure failure = bytes.failure();
    if (failure == null) {
      failure = guard.check(bytes.bytes(), bytes.start());
    }
    return failure == null ? parse(bytes, deadline, visitor) : failure;
  }

  private @Nullable Failure parse(XmlBytes bytes, TimeLimit deadline, ElementVisitor visitor) {
    try {
      StreamReaderImpl parser = parsers.open(bytes.bytes(), bytes.start());
      try {
        return new Walk(parser, visitor).run(deadline);
      } finally {
        parsers.close(parser);
      }
    } catch (XMLStreamException e) {
      return Refusals.malformed(e);
    } catch (RuntimeException e) {
      // The parser answers some rubbish with an index out of bounds, or wraps what it found late.
      return e.getCause() instanceof XMLStreamException cause
          ? Refusals.malformed(cause)
          : Refusals.malformed(e, null);
    }
  }

  /** One walk. Confined to one thread. */
  private final class Walk {
    private final XMLStreamReader2 parser;
    private final ElementVisitor visitor;
    private final ParserTag tag;
    private final NameBudget names = new NameBudget();
    private int depth;
    private int elements;
    private int textCharacters;

    Walk(XMLStreamReader2 parser, ElementVisitor visitor) {
      this.parser = parser;
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
          return Refusals.timeout(parser.getLocation());
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
        case XMLStreamConstants.ENTITY_REFERENCE ->
            refused("the document refers to an entity that is not declared");
        case XMLStreamConstants.DTD -> doctype();
        default -> null; // comments and processing instructions
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
      Failure failure = names.count(parser);
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

    private @Nullable Failure doctype() throws XMLStreamException {
      return InternalSubset.isHarmless(parser.getDTDInfo().getDTDInternalSubset())
          ? null
          : new Failure(
              Stage.VALIDATION, InternalSubset.REFUSAL, Refusals.at(parser.getLocation()));
    }

    private Failure refused(String reason) {
      return Refusals.limit(reason, Refusals.at(parser.getLocation()));
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
