package io.xmlfleet.xml;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.io.Stax2ByteArraySource;

/**
 * The parser alone, as anybody would use it who wants every attribute: what reading documents is
 * measured against. No limits, no contract, no rows. Thread-safe.
 */
public final class BarePass {
  private final InputFactoryImpl parsers = new InputFactoryImpl();

  public BarePass() {
    parsers.setProperty(XMLInputFactory.IS_COALESCING, false);
  }

  /**
   * Reads a document to its end and makes a text of each attribute's value.
   *
   * @return something that depends on all of them, so that no compiler leaves them out
   * @throws IllegalArgumentException if the document is not well-formed
   */
  public long read(byte[] document) {
    try {
      XMLStreamReader parser =
          parsers.createXMLStreamReader(new Stax2ByteArraySource(document, 0, document.length));
      long sum = 0;
      while (parser.hasNext()) {
        if (parser.next() == XMLStreamConstants.START_ELEMENT) {
          for (int i = 0; i < parser.getAttributeCount(); i++) {
            sum += parser.getAttributeValue(i).length();
          }
        }
      }
      parser.close();
      return sum;
    } catch (XMLStreamException e) {
      throw new IllegalArgumentException("the document is not well-formed", e);
    }
  }
}
