package io.xmlfleet.xml.input;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.SequenceInputStream;

/**
 * Opens a document of any encoding as UTF-8, without a byte order mark and without a word on its
 * encoding. What is not of that encoding is an error, never replaced.
 */
public final class Utf8Input {
  private static final int HEAD = XmlDeclaration.LONGEST + 4;

  private Utf8Input() {}

  /**
   * Looks at the beginning.
   *
   * @return closes {@code in}
   * @throws UnreadableDocument if the encoding is not known here, or not the one that is declared
   */
  public static EntityFilter of(InputStream in) throws IOException {
    PushbackInputStream ahead = new PushbackInputStream(in, HEAD);
    byte[] head = ahead.readNBytes(HEAD);
    Encoding encoding = Encoding.of(head);
    int mark = encoding.markLength();
    ahead.unread(head, mark, head.length - mark);
    return encoding.isDirect()
        ? new EntityFilter(withoutEncoding(ahead), mark)
        : new EntityFilter(
            withoutEncoding(new TranscodedInput(ahead, encoding.charset(), mark)),
            EntityFilter.NO_OFFSET);
  }

  private static InputStream withoutEncoding(InputStream utf8) throws IOException {
    byte[] head = utf8.readNBytes(XmlDeclaration.LONGEST);
    Encoding.requireOneMark(head, 0);
    XmlDeclaration declaration = XmlDeclaration.of(head, 0);
    if (declaration != null) {
      declaration.requireWellFormed();
      declaration.blankEncoding(head, 0);
    }
    return new SequenceInputStream(new ByteArrayInputStream(head), utf8);
  }
}
