package io.xmlfleet.source.split;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A document of any encoding as UTF-8, without a byte order mark and without a word on its
 * encoding. The encoding is found as XML 1.0, appendix F, has it: by the mark, by the first
 * character, by the declaration, else UTF-8. What is not of that encoding is an error, never
 * replaced.
 */
final class Utf8Input {
  private static final int LONGEST_DECLARATION = 400;
  private static final Pattern DECLARATION = Pattern.compile("<\\?xml\\s[^>]*?\\?>");
  private static final Pattern ENCODING =
      Pattern.compile("\\sencoding\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,39}");
  private static final String SOME_EBCDIC = "IBM037";

  private Utf8Input() {}

  /**
   * Looks at the beginning.
   *
   * @return closes {@code in}
   * @throws Unreadable if the encoding is not known here, or not the one that is declared
   */
  static InputStream of(InputStream in) throws IOException {
    PushbackInputStream ahead = new PushbackInputStream(in, LONGEST_DECLARATION);
    byte[] head = ahead.readNBytes(LONGEST_DECLARATION);
    int mark = markLength(head);
    ahead.unread(head, mark, head.length - mark);
    Charset charset = signature(head);
    if (charset == null) {
      charset = declared(head);
    } else if (mark > 0 && markLength(Arrays.copyOfRange(head, mark, head.length)) > 0) {
      throw new Unreadable("begins with the marks of two encodings");
    }
    boolean direct =
        charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII);
    return withoutEncoding(direct ? ahead : new Encoded(ahead, charset));
  }

  private static int markLength(byte[] head) {
    long first = quartet(head);
    if (first == 0x0000FEFFL || first == 0xFFFE0000L) {
      return 4;
    }
    int pair = (int) (first >>> 16);
    if (pair == 0xFEFF || pair == 0xFFFE) {
      return 2;
    }
    return first >>> 8 == 0xEFBBBF ? 3 : 0;
  }

  private static @Nullable Charset signature(byte[] head) {
    long first = quartet(head);
    if (first == 0x0000FEFFL || first == 0x0000003CL) {
      return Charset.forName("UTF-32BE");
    }
    if (first == 0xFFFE0000L || first == 0x3C000000L) {
      return Charset.forName("UTF-32LE");
    }
    return switch ((int) (first >>> 16)) {
      case 0xFEFF, 0x003C -> StandardCharsets.UTF_16BE;
      case 0xFFFE, 0x3C00 -> StandardCharsets.UTF_16LE;
      default -> first >>> 8 == 0xEFBBBF ? StandardCharsets.UTF_8 : null;
    };
  }

  private static long quartet(byte[] head) {
    long quartet = 0;
    for (int i = 0; i < 4; i++) {
      quartet = quartet << 8 | (i < head.length ? head[i] & 0xFF : 0xAA);
    }
    return quartet;
  }

  private static Charset declared(byte[] head) throws Unreadable {
    boolean ebcdic = quartet(head) == 0x4C6FA794L && Charset.isSupported(SOME_EBCDIC);
    Charset bytewise = ebcdic ? Charset.forName(SOME_EBCDIC) : StandardCharsets.ISO_8859_1;
    String name = encodingIn(new String(head, bytewise));
    if (name.isEmpty()) {
      if (ebcdic) {
        throw new Unreadable("is in EBCDIC, but does not declare in which");
      }
      return StandardCharsets.UTF_8;
    }
    String shown = NAME.matcher(name).matches() ? "the encoding " + name : "an encoding";
    try {
      Charset charset = Charset.forName(name);
      if (!new String(head, charset).startsWith("<?xml")) {
        throw new Unreadable("declares " + shown + ", but is not in that encoding");
      }
      return charset;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new Unreadable("declares " + shown + ", which is not known here");
    }
  }

  private static String encodingIn(String head) {
    Matcher declaration = DECLARATION.matcher(head);
    if (!declaration.lookingAt()) {
      return "";
    }
    Matcher encoding = ENCODING.matcher(declaration.group());
    if (!encoding.find()) {
      return "";
    }
    return encoding.group(1) == null ? encoding.group(2) : encoding.group(1);
  }

  /** Blanks what is no longer true; line and column of all else stay. */
  private static InputStream withoutEncoding(InputStream utf8) throws IOException {
    byte[] head = utf8.readNBytes(LONGEST_DECLARATION);
    Matcher declaration = DECLARATION.matcher(new String(head, StandardCharsets.ISO_8859_1));
    if (declaration.lookingAt()) {
      Matcher encoding = ENCODING.matcher(declaration.group());
      if (encoding.find()) {
        Arrays.fill(head, encoding.start(), encoding.end(), (byte) ' ');
      }
    }
    return new SequenceInputStream(new ByteArrayInputStream(head), utf8);
  }

  /** Characters of one encoding as bytes of another. Confined to one thread. */
  private static final class Encoded extends InputStream {
    private final InputStreamReader characters;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    private final CharBuffer piece = CharBuffer.allocate(8_192);
    private final ByteBuffer bytes = ByteBuffer.allocate(3 * 8_192).limit(0);
    private final Charset charset;
    private boolean ended;

    Encoded(InputStream in, Charset charset) {
      this.characters = new InputStreamReader(in, charset.newDecoder());
      this.charset = charset;
    }

    @Override
    public int read() throws IOException {
      return fill() ? bytes.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] to, int at, int length) throws IOException {
      if (length == 0 || !fill()) {
        return length == 0 ? 0 : -1;
      }
      int read = Math.min(length, bytes.remaining());
      bytes.get(to, at, read);
      return read;
    }

    @Override
    public void close() throws IOException {
      characters.close();
    }

    private boolean fill() throws IOException {
      while (!bytes.hasRemaining() && !ended) {
        try {
          ended = characters.read(piece) < 0;
          piece.flip();
          bytes.clear();
          // A half of a character waits for the other one.
          if (encoder.encode(piece, bytes, ended).isError()) {
            throw new CharacterCodingException();
          }
          bytes.flip();
          piece.compact();
        } catch (CharacterCodingException e) {
          throw new Unreadable("is not valid " + charset.name() + " throughout");
        }
      }
      return bytes.hasRemaining();
    }
  }
}
