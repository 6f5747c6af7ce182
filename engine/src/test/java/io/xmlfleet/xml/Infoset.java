package io.xmlfleet.xml;

import io.xmlfleet.contract.Limits;
import io.xmlfleet.failure.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.ext.DefaultHandler2;

/**
 * Names, attributes and texts of a document in order, as one parser reads them.
 *
 * @param events what was read; empty if the document was rejected
 * @param rejection why there is nothing; null: it was read to its end
 */
record Infoset(List<String> events, @Nullable String rejection) {
  private static final Limits LIMITS = new Limits(5_000, 5_000, 10_000_000, 10_000_000, 10_000_000);
  private static final DocumentWalk WALK = new DocumentWalk(LIMITS);

  boolean isRejected() {
    return rejection != null;
  }

  /** Whether it was rejected with these words. */
  boolean says(String words) {
    return rejection != null && rejection.contains(words);
  }

  /** As this product reads documents. */
  static Infoset ours(byte[] document) {
    Recorder recorder = new Recorder();
    Failure failure = WALK.walk(document, () -> false, new Visitor(recorder));
    return recorder.infoset(failure == null ? null : failure.reason());
  }

  /** As the parser of the JDK does, namespaces minded and no other file read. */
  static Infoset theirs(byte[] document) {
    Recorder recorder = new Recorder();
    Handler handler = new Handler(recorder);
    String rejection = null;
    try {
      XMLReader reader = reader();
      reader.setContentHandler(handler);
      reader.setErrorHandler(handler);
      reader.setProperty("http://xml.org/sax/properties/lexical-handler", handler);
      reader.parse(new InputSource(new ByteArrayInputStream(document)));
    } catch (SAXException | IOException | RuntimeException e) {
      rejection = String.valueOf(e.getMessage());
    }
    return recorder.infoset(rejection);
  }

  private static XMLReader reader() throws SAXException {
    try {
      SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      return factory.newSAXParser().getXMLReader();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Puts neighbouring pieces of text together. */
  private static final class Recorder {
    private final List<String> events = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    void start(String namespace, String localName, Set<String> attributes) {
      endText();
      events.add("<{" + namespace + '}' + localName + ' ' + attributes);
    }

    void end() {
      endText();
      events.add(">");
    }

    void text(char[] characters, int start, int length) {
      text.append(characters, start, length);
    }

    private void endText() {
      if (text.length() > 0) {
        events.add("\"" + text);
        text.setLength(0);
      }
    }

    Infoset infoset(@Nullable String rejection) {
      return new Infoset(rejection == null ? events : List.of(), rejection);
    }
  }

  private record Visitor(Recorder recorder) implements ElementVisitor {
    @Override
    public void start(StartTag tag) {
      Set<String> attributes = new TreeSet<>();
      for (int i = 0; i < tag.attributes(); i++) {
        attributes.add(
            '{'
                + tag.attributeNamespace(i)
                + '}'
                + tag.attributeName(i)
                + '='
                + tag.attributeValue(i));
      }
      recorder.start(tag.namespace(), tag.localName(), attributes);
    }

    @Override
    public void text(char[] characters, int start, int length) {
      recorder.text(characters, start, length);
    }

    @Override
    public void end() {
      recorder.end();
    }
  }

  private static final class Handler extends DefaultHandler2 {
    private final Recorder recorder;

    Handler(Recorder recorder) {
      this.recorder = recorder;
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes) {
      Set<String> all = new TreeSet<>();
      for (int i = 0; i < attributes.getLength(); i++) {
        all.add(
            '{'
                + attributes.getURI(i)
                + '}'
                + attributes.getLocalName(i)
                + '='
                + attributes.getValue(i));
      }
      recorder.start(uri, localName, all);
    }

    @Override
    public void endElement(String uri, String localName, String name) {
      recorder.end();
    }

    @Override
    public void characters(char[] characters, int start, int length) {
      recorder.text(characters, start, length);
    }

    @Override
    public void ignorableWhitespace(char[] characters, int start, int length) {
      recorder.text(characters, start, length);
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }
}
