package io.xmlfleet.xml.input;

import io.xmlfleet.failure.MemoryLimit;
import io.xmlfleet.failure.Stage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * A document's bytes as a parser wants them: well-formed UTF-8, without a byte order mark, its
 * entities replaced and the DOCTYPE's declarations applied.
 *
 * <p>Parsers read UTF-8 from the array itself. For all other encodings they would go through a
 * stream of characters, which is a second code path with faults of its own; we transcode instead.
 *
 * @param start of the document among the bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a document is megabytes
public record XmlBytes(byte[] bytes, int start) {
  public static final int NONE = -1;
  private static final int PIECE = 64 * 1024;

  /** What an array that grows takes besides what is in it. */
  private static final long WHILE_GROWING = 2;

  /**
   * Prepares a document; an ordinary one in UTF-8 is not copied.
   *
   * @throws UnreadableDocument if no parser could read it, or should
   */
  public static XmlBytes of(byte[] document, MemoryLimit memory) throws UnreadableDocument {
    Signature.requireXml(document);
    Encoding encoding = Encoding.of(document);
    XmlBytes utf8 =
        encoding.isDirect()
            ? direct(document, encoding, memory)
            : transcoded(document, encoding, memory);
    Encoding.requireOneMark(utf8.bytes, utf8.start);
    int doctype = Prolog.doctype(utf8.bytes, utf8.start);
    return doctype == Prolog.NONE ? utf8 : withoutDoctype(utf8, doctype, memory);
  }

  /** The first {@code &} from a place on that does not begin a reference; {@link #NONE}: none. */
  public int unescapedFrom(int from) {
    for (int at = from; at < bytes.length; at++) {
      if (bytes[at] == '&') {
        int end = at + 1;
        while (end < bytes.length && EntityFilter.isOfReference(bytes[end])) {
          end++;
        }
        if (end < bytes.length && bytes[end] != ';') {
          return at;
        }
      }
    }
    return NONE;
  }

  /** Line and column of one of the bytes. */
  public String place(int at) {
    return Place.in(bytes, start, at);
  }

  private static XmlBytes direct(byte[] document, Encoding encoding, MemoryLimit memory)
      throws UnreadableDocument {
    int start = encoding.markLength();
    Encoding.requireOneMark(document, start);
    boolean ascii = encoding.charset().equals(StandardCharsets.US_ASCII);
    int fault =
        ascii
            ? Utf8Check.firstUnusual(document, start, document.length)
            : Utf8Check.fault(document, start, document.length);
    if (fault < document.length) {
      String place = Place.in(document, start, fault) + ", " + Place.ofByte(fault);
      throw ascii && document[fault] != 0
          ? UnreadableDocument.of(Stage.PARSING, "is not valid US-ASCII throughout", place)
          : Utf8Check.describe(document, fault, document.length, place);
    }
    XmlDeclaration declaration = encoding.declaration();
    if (declaration == null) {
      return new XmlBytes(document, start);
    }
    declaration.requireWellFormed();
    String declared = declaration.encoding();
    if (declared == null || XmlDeclaration.isDirect(declared)) {
      return new XmlBytes(document, start);
    }
    memory.use(document.length);
    byte[] copy = document.clone();
    declaration.blankEncoding(copy, start);
    return new XmlBytes(copy, start);
  }

  private static XmlBytes transcoded(byte[] document, Encoding encoding, MemoryLimit memory)
      throws UnreadableDocument {
    int mark = encoding.markLength();
    byte[] bytes =
        read(
            new TranscodedInput(
                new ByteArrayInputStream(document, mark, document.length - mark),
                encoding.charset(),
                mark),
            () -> true,
            memory);
    int fault = Utf8Check.fault(bytes, 0, bytes.length);
    if (fault < bytes.length) {
      throw Utf8Check.describe(bytes, fault, bytes.length, Place.in(bytes, 0, fault));
    }
    XmlDeclaration declaration = XmlDeclaration.of(bytes, 0);
    if (declaration != null) {
      declaration.requireWellFormed();
      declaration.blankEncoding(bytes, 0);
    }
    return new XmlBytes(bytes, 0);
  }

  private static XmlBytes withoutDoctype(XmlBytes utf8, int at, MemoryLimit memory)
      throws UnreadableDocument {
    int end = DoctypeEnd.in(utf8.bytes, at);
    Doctype doctype = Doctype.of(utf8.bytes, Place.position(utf8.bytes, utf8.start, at), at, end);
    if (doctype.isPlain()) {
      memory.use(utf8.bytes.length);
      byte[] copy = Arrays.copyOfRange(utf8.bytes, utf8.start, utf8.bytes.length);
      Doctype.blank(copy, at - utf8.start, end - utf8.start);
      return new XmlBytes(copy, 0);
    }
    EntityFilter filter =
        new EntityFilter(
            new ByteArrayInputStream(utf8.bytes, utf8.start, utf8.bytes.length - utf8.start),
            utf8.start);
    // One reference that cannot be replaced is enough; others would only take memory.
    byte[] replaced = read(filter, () -> filter.firstLost() == null, memory);
    EntityFilter.Lost lost = filter.firstLost();
    if (lost != null) {
      throw UnreadableDocument.of(
          Stage.PARSING,
          lost.clause(),
          Place.in(utf8.bytes, utf8.start, utf8.start + (int) lost.read()));
    }
    XmlDeclaration declaration = XmlDeclaration.of(replaced, 0);
    if (declaration != null) {
      declaration.blankEncoding(replaced, 0); // characters from entities may be beyond US-ASCII
    }
    return new XmlBytes(replaced, 0);
  }

  private static byte[] read(InputStream in, BooleanSupplier goesOn, MemoryLimit memory)
      throws UnreadableDocument {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE];
    try {
      int read = 0;
      while (read >= 0 && goesOn.getAsBoolean()) {
        memory.use(read);
        memory.require(WHILE_GROWING * all.size());
        all.write(piece, 0, read);
        read = in.read(piece, 0, piece.length);
      }
      return all.toByteArray();
    } catch (UnreadableDocument e) {
      throw e;
    } catch (IOException e) {
      throw new IllegalStateException("reading an array does no I/O", e);
    }
  }
}
