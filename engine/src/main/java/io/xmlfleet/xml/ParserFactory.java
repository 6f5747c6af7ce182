package io.xmlfleet.xml;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import com.fasterxml.aalto.stax.StreamReaderImpl;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.io.Stax2ByteArraySource;

/**
 * Makes parsers that share their table of names. Thread-safe.
 *
 * <p>The table only grows, and becomes slow when hostile documents fill it with names that never
 * come again; it is then thrown away.
 */
final class ParserFactory {
  private static final int MOST_SHARED_NAMES = 20_000;

  private static final String UTF_8 = "UTF-8";

  private volatile InputFactoryImpl factory = factory();

  StreamReaderImpl open(byte[] document, int start) throws XMLStreamException {
    Stax2ByteArraySource source =
        new Stax2ByteArraySource(document, start, document.length - start);
    return (StreamReaderImpl) factory.createXMLStreamReader(source);
  }

  /** Gives a parser's buffers and names back. */
  void close(StreamReaderImpl parser) {
    try {
      parser.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("closing a parser of an array does no I/O", e);
    }
    if (isCrowded(parser)) {
      factory = factory();
    }
  }

  private static boolean isCrowded(StreamReaderImpl parser) {
    return UTF_8.equals(parser.getEncoding())
        && parser.getConfig().getBBSymbols().size() > MOST_SHARED_NAMES;
  }

  private static InputFactoryImpl factory() {
    InputFactoryImpl factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
