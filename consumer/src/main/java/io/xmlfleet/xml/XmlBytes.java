package io.xmlfleet.xml;

import io.xmlfleet.message.Failure;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A document's bytes as the parser wants them: UTF-8 or ASCII, without a byte order mark.
 *
 * <p>The parser reads these two from the array itself. For all other encodings it would go through
 * a stream of characters, which is a second code path with faults of its own; we transcode instead.
 *
 * @param failure why there are none; then the bytes are empty
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a document is megabytes
record XmlBytes(byte[] bytes, int start, @Nullable Failure failure) {
  private static final int LONGEST_DECLARATION = 400;
  private static final Pattern ENCODING =
      Pattern.compile("\\sencoding\\s*=\\s*(?:\"([^\"<>]*)\"|'([^'<>]*)')");

  static XmlBytes of(byte[] document) {
    Failure notXml = Signature.notXml(document);
    if (notXml != null) {
      return refused(notXml);
    }
    Signature signature = Signature.of(document);
    int start = signature == null ? 0 : signature.markLength();
    if (signature != null && !signature.charset().equals(StandardCharsets.UTF_8)) {
      return transcoded(document, start, signature.charset());
    }
    String declared = declaredEncoding(document, start);
    if (declared == null || isDirect(declared)) {
      return new XmlBytes(document, start, null);
    }
    // A byte order mark says more than a declaration.
    return signature != null
        ? transcoded(document, start, StandardCharsets.UTF_8)
        : declared(document, declared);
  }

  private static XmlBytes declared(byte[] document, String encoding) {
    try {
      Charset charset = Charset.forName(encoding);
      String name = charset.name().toUpperCase(Locale.ROOT);
      if (name.startsWith("UTF-16") || name.startsWith("UTF-32") || name.startsWith("X-UTF-")) {
        return refused(
            Refusals.validation("the document declares " + name + ", but is not in that encoding"));
      }
      return transcoded(document, 0, charset);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return refused(Refusals.validation("the document declares an unknown encoding"));
    }
  }

  private static XmlBytes transcoded(byte[] document, int start, Charset charset) {
    try {
      String text =
          charset
              .newDecoder()
              .decode(ByteBuffer.wrap(document, start, document.length - start))
              .toString();
      return new XmlBytes(withoutEncoding(text).getBytes(StandardCharsets.UTF_8), 0, null);
    } catch (CharacterCodingException e) {
      return refused(
          Refusals.limit("the document is not valid " + charset.name() + " throughout", null));
    }
  }

  /** Blanks the encoding that is no longer true; line and column of all else stay. */
  private static String withoutEncoding(String text) {
    int end = text.startsWith("<?xml") ? text.indexOf("?>") : -1;
    if (end < 0) {
      return text;
    }
    Matcher encoding = ENCODING.matcher(text).region(0, end);
    if (!encoding.find()) {
      return text;
    }
    String blanks = " ".repeat(encoding.end() - encoding.start());
    return text.substring(0, encoding.start()) + blanks + text.substring(encoding.end());
  }

  private static @Nullable String declaredEncoding(byte[] document, int start) {
    int length = Math.min(document.length - start, LONGEST_DECLARATION);
    if (length < 6 || document[start] != '<' || document[start + 1] != '?') {
      return null;
    }
    String head = new String(document, start, length, StandardCharsets.ISO_8859_1);
    int end = head.startsWith("<?xml") ? head.indexOf("?>") : -1;
    if (end < 0) {
      return null;
    }
    Matcher encoding = ENCODING.matcher(head).region(0, end);
    if (!encoding.find()) {
      return null;
    }
    return encoding.group(1) == null ? encoding.group(2) : encoding.group(1);
  }

  private static boolean isDirect(String encoding) {
    return switch (encoding.toUpperCase(Locale.ROOT)) {
      case "UTF-8", "US-ASCII" -> true;
      default -> false;
    };
  }

  private static XmlBytes refused(Failure failure) {
    return new XmlBytes(new byte[0], 0, failure);
  }
}
