package io.xmlfleet.xml.input;

import io.xmlfleet.failure.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A document of another encoding as UTF-8, piece by piece. What is not of that encoding is an
 * error, never replaced. Confined to one thread.
 */
final class TranscodedInput extends InputStream {
  private static final int PIECE = 8_192;

  private final InputStream in;
  private final Charset charset;
  private final CharsetDecoder decoder;
  private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
  private final ByteBuffer raw = ByteBuffer.allocate(PIECE).limit(0);
  private final CharBuffer piece = CharBuffer.allocate(PIECE);
  private final ByteBuffer utf8 = ByteBuffer.allocate(4 * PIECE).limit(0);
  private long offset;
  private boolean inEnded;
  private boolean ended;
  private @Nullable UnreadableDocument fault;

  /**
   * Nothing is read yet.
   *
   * @param offset of the first byte, where messages tell places
   */
  TranscodedInput(InputStream in, Charset charset, long offset) {
    this.in = in;
    this.charset = charset;
    this.decoder = charset.newDecoder();
    this.offset = offset;
  }

  @Override
  public int read() throws IOException {
    return fill() ? utf8.get() & 0xFF : -1;
  }

  @Override
  public int read(byte[] to, int at, int length) throws IOException {
    if (length == 0 || !fill()) {
      return length == 0 ? 0 : -1;
    }
    int read = Math.min(length, utf8.remaining());
    utf8.get(to, at, read);
    return read;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean fill() throws IOException {
    while (!utf8.hasRemaining() && !ended) {
      if (fault != null) {
        throw fault;
      }
      readMore();
      CoderResult result = decoder.decode(raw, piece, inEnded);
      if (result.isUnderflow() && inEnded) {
        result = decoder.flush(piece);
        ended = result.isUnderflow();
      }
      if (result.isError()) {
        fault = illFormed(Place.ofByte(offset + raw.position())); // what is before it still counts
      }
      encode();
    }
    return utf8.hasRemaining();
  }

  private void readMore() throws IOException {
    offset += raw.position();
    raw.compact();
    int read = inEnded ? -1 : in.read(raw.array(), raw.position(), raw.remaining());
    inEnded = read < 0;
    raw.position(raw.position() + Math.max(read, 0)).flip();
  }

  /** Half of a character waits for the next piece. */
  private void encode() throws UnreadableDocument {
    piece.flip();
    utf8.clear();
    if (encoder.encode(piece, utf8, ended).isError()) {
      throw illFormed(null); // the decoder took halves of characters for characters
    }
    utf8.flip();
    piece.compact();
  }

  private UnreadableDocument illFormed(@Nullable String place) {
    return UnreadableDocument.of(
        Stage.PARSING, "is not valid " + charset.name() + " throughout", place);
  }
}
