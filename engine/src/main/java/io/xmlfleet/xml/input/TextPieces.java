package io.xmlfleet.xml.input;

import io.xmlfleet.failure.MemoryLimit;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * The texts of a parser's events, a long one in pieces: asked for all of it at once, the parser
 * would make a copy of all. It has the whole of a text as characters before anybody can ask how
 * long it is, so where memory is short, a text is weighed in the document before that. Confined to
 * one thread.
 */
public final class TextPieces {
  private static final int PIECE = 16 * 1024;

  /** The parser's two bytes a character; six while it grows as text, and six as XML. */
  private static final long MOST_OF_A_BYTE = 14;

  private final XMLStreamReader2 parser;
  private final XmlBytes document;
  private final MemoryLimit memory;
  private final boolean tight;
  private int width = 1;

  /** Takes one piece after the other. */
  @FunctionalInterface
  public interface Taker {
    /** Whether to go on with the next one; the characters are others afterwards. */
    boolean take(char[] chars, int start, int length);
  }

  public TextPieces(XMLStreamReader2 parser, XmlBytes document, MemoryLimit memory) {
    this.parser = parser;
    this.document = document;
    this.memory = memory;
    this.tight = !memory.has(MOST_OF_A_BYTE * document.bytes().length);
  }

  /**
   * Hands over the text of the event at which the parser stands.
   *
   * @throws MemoryLimit.Exceeded if the parser would need more for it than there is
   */
  public void each(Taker taker) throws XMLStreamException {
    if (tight) {
      weigh();
    }
    int length = parser.getTextLength();
    if (length <= PIECE) {
      taker.take(parser.getTextCharacters(), parser.getTextStart(), length);
      return;
    }
    char[] piece = new char[PIECE];
    boolean goOn = true;
    for (int from = 0; goOn && from < length; from += PIECE) {
      int read = parser.getTextCharacters(from, piece, 0, Math.min(PIECE, length - from));
      goOn = taker.take(piece, 0, read);
    }
  }

  /** Bytes a character in which Java keeps a text of this document, where memory is short. */
  public int width() {
    return width;
  }

  private void weigh() throws XMLStreamException {
    int at = document.start() + (int) parser.getLocationInfo().getStartingByteOffset();
    int bytes = end(at) - at;
    memory.require((long) Character.BYTES * bytes);
    // One wide character is enough for two bytes each; a reference is taken for one.
    width = bytes > parser.getTextLength() ? Character.BYTES : width;
  }

  /** Where the next markup begins, or the CDATA section ends. */
  private int end(int from) {
    byte[] bytes = document.bytes();
    if (Bytes.isAt(Bytes.CDATA, bytes, from)) {
      return Bytes.behind(Bytes.CDATA_END, bytes, from, bytes.length);
    }
    int at = from;
    while (at < bytes.length && bytes[at] != '<') {
      at++;
    }
    return at;
  }
}
