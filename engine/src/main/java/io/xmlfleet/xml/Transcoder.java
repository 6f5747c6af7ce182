package io.xmlfleet.xml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes a document of another encoding UTF-8, piece by piece. What is not of that encoding is
 * refused, never replaced. Used once.
 */
final class Transcoder {
  private static final int PIECE = 8_192;
  private static final int LEAST_OUTPUT = 1_024;

  private final Charset charset;
  private final CharsetDecoder decoder;
  private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
  private final CharBuffer piece = CharBuffer.allocate(PIECE);
  private ByteBuffer out = ByteBuffer.allocate(0);

  Transcoder(Charset charset) {
    this.charset = charset;
    this.decoder = charset.newDecoder();
  }

  /** The document as UTF-8 without its declaration's encoding, or where it is not what it says. */
  XmlBytes utf8(byte[] document, int start) {
    ByteBuffer in = ByteBuffer.wrap(document, start, document.length - start);
    out = ByteBuffer.allocate(Math.max(LEAST_OUTPUT, in.remaining() / 4 * 3));
    CoderResult result = CoderResult.OVERFLOW;
    while (result.isOverflow()) {
      result = decoder.decode(in, piece, true);
      if (result.isUnderflow()) {
        result = decoder.flush(piece);
      }
      boolean encoded = encode(!result.isOverflow());
      if (result.isError()) {
        return refused("byte " + (in.position() + 1));
      }
      if (!encoded) {
        return refused(null); // the decoder took halves of characters for characters
      }
    }
    byte[] bytes = Arrays.copyOf(out.array(), out.position());
    blankEncoding(bytes);
    return new XmlBytes(bytes, 0, null);
  }

  /**
   * Whether the characters of the piece are characters in truth; half of one waits for the next.
   */
  private boolean encode(boolean last) {
    piece.flip();
    CoderResult result = encoder.encode(piece, out, last);
    while (result.isOverflow()) {
      int size = Math.addExact(out.capacity(), Math.max(LEAST_OUTPUT, out.capacity() / 2));
      out = ByteBuffer.wrap(Arrays.copyOf(out.array(), size)).position(out.position());
      result = encoder.encode(piece, out, last);
    }
    piece.compact();
    return !result.isError();
  }

  private XmlBytes refused(@Nullable String place) {
    return XmlBytes.refused(
        Refusals.limit("the document is not valid " + charset.name() + " throughout", place));
  }

  /** Blanks the encoding that is no longer true; line and column of all else stay. */
  private static void blankEncoding(byte[] bytes) {
    DeclaredEncoding declared = DeclaredEncoding.of(bytes, 0);
    if (declared != null) {
      Arrays.fill(bytes, declared.start(), declared.end(), (byte) ' ');
    }
  }
}
