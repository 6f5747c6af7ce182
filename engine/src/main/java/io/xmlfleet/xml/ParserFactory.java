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

  /** Of documents that brought new names, at most so much is names. */
  private static final long MOST_FRESH_BYTES = 8L * 1024 * 1024;

  private static final long LONGEST_NAME = 4_096;

  private static final String UTF_8 = "UTF-8";

  private volatile InputFactoryImpl factory = factory();

  /** How many names the table has, and how many bytes they may have at most. */
  private volatile int names;

  private long freshBytes;

  StreamReaderImpl open(byte[] document, int start) throws XMLStreamException {
    Stax2ByteArraySource source =
        new Stax2ByteArraySource(document, start, document.length - start);
    return (StreamReaderImpl) factory.createXMLStreamReader(source);
  }

  /** Gives a parser's buffers and names back. */
  void close(StreamReaderImpl parser, long documentBytes) {
    try {
      parser.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("closing a parser of an array does no I/O", e);
    }
    if (UTF_8.equals(parser.getEncoding())) {
      int now = parser.getConfig().getBBSymbols().size();
      if (now != names) {
        grown(now, documentBytes);
      }
    }
  }

  private synchronized void grown(int now, long documentBytes) {
    freshBytes += Math.min(documentBytes, Math.max(0, now - names) * LONGEST_NAME);
    names = now;
    if (now > MOST_SHARED_NAMES || freshBytes > MOST_FRESH_BYTES) {
      factory = factory();
      names = 0;
      freshBytes = 0;
    }
  }

  private static InputFactoryImpl factory() {
    InputFactoryImpl factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
