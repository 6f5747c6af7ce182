package io.xmlfleet.xml.input;

import io.xmlfleet.failure.Stage;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The declaration that a document in ASCII, an extension of it, or EBCDIC begins with. Immutable.
 */
final class XmlDeclaration {
  static final int LONGEST = 400;

  private static final Pattern ENCODING =
      Pattern.compile("\\sencoding\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");
  private static final Pattern VERSION =
      Pattern.compile("<\\?xml\\s+version\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");
  private static final Pattern WELL_FORMED =
      Pattern.compile(
          "<\\?xml[ \\t\\r\\n]+version[ \\t\\r\\n]*=[ \\t\\r\\n]*(?:\"1\\.0\"|'1\\.0')"
              + "(?:[ \\t\\r\\n]+encoding[ \\t\\r\\n]*=[ \\t\\r\\n]*"
              + "(?:\"[A-Za-z][A-Za-z0-9._-]*\"|'[A-Za-z][A-Za-z0-9._-]*'))?"
              + "(?:[ \\t\\r\\n]+standalone[ \\t\\r\\n]*=[ \\t\\r\\n]*"
              + "(?:\"(?:yes|no)\"|'(?:yes|no)'))?[ \\t\\r\\n]*\\?>");

  /** As XML 1.0 has it (production 81). Anything else is not repeated to anybody. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,39}");

  private static final String OPENING = "<?xml";
  private static final String CLOSING = "?>";

  /** Nearly all EBCDIC encodings agree in the characters of a declaration. */
  private static final String SOME_EBCDIC = "IBM037";

  /** Most documents begin as the one before them, and matching patterns takes a while. */
  private static volatile @Nullable XmlDeclaration latest;

  private final byte[] bytes;

  /** From its first to its last bracket. */
  private final String text;

  private final @Nullable String encoding;
  private final boolean wellFormed;

  private XmlDeclaration(byte[] bytes, String text) {
    this.bytes = bytes;
    this.text = text;
    Matcher declared = ENCODING.matcher(text);
    this.encoding = declared.find() ? value(declared) : null;
    this.wellFormed = WELL_FORMED.matcher(text).matches();
  }

  /**
   * What a document begins with; null: no declaration.
   *
   * @throws UnreadableDocument if it does not end where declarations have their end
   */
  static @Nullable XmlDeclaration of(byte[] document, int start) throws UnreadableDocument {
    XmlDeclaration before = latest;
    if (before != null && Bytes.isAt(before.bytes, document, start)) {
      return before;
    }
    boolean ebcdic = Signature.isEbcdic(document);
    if (ebcdic && !Charset.isSupported(SOME_EBCDIC)) {
      return null;
    }
    Charset charset = ebcdic ? Charset.forName(SOME_EBCDIC) : StandardCharsets.ISO_8859_1;
    int available = document.length - start;
    String opening = new String(document, start, Math.min(available, 6), charset);
    // Not <?xml-stylesheet, which is an instruction as others are.
    if (!opening.startsWith(OPENING) || opening.length() < 6 || opening.charAt(5) > ' ') {
      return null;
    }
    String head = new String(document, start, Math.min(available, LONGEST), charset);
    int end = head.indexOf(CLOSING);
    if (end < 0 && available >= LONGEST) {
      throw UnreadableDocument.of(
          Stage.PARSING,
          "has an XML declaration of more than " + LONGEST + " bytes",
          Place.of(1, 1));
    }
    if (end < 0) {
      return null;
    }
    byte[] bytes = Arrays.copyOfRange(document, start, start + end + CLOSING.length());
    XmlDeclaration declaration = new XmlDeclaration(bytes, new String(bytes, charset));
    latest = declaration;
    return declaration;
  }

  /** The name of the encoding; null: it declares none. */
  @Nullable String encoding() {
    return encoding;
  }

  /** Null: this JVM does not know it. */
  static @Nullable Charset charset(String encoding) {
    try {
      return Charset.forName(encoding);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    }
  }

  /** Whether a document can be in an encoding that it declares: then its declaration is one. */
  static boolean isIn(Charset charset, byte[] document) {
    int length = Math.min(OPENING.length(), document.length);
    return new String(document, 0, length, charset).equals(OPENING);
  }

  /** Blanks the encoding where it is not true any longer; line and column of all else stay. */
  void blankEncoding(byte[] document, int start) {
    Matcher declared = ENCODING.matcher(text);
    if (declared.find()) {
      Arrays.fill(document, start + declared.start(), start + declared.end(), (byte) ' ');
    }
  }

  UnreadableDocument encodingIs(String why) {
    String shown =
        encoding != null && NAME.matcher(encoding).matches()
            ? "the encoding " + encoding
            : "an encoding";
    Matcher declared = ENCODING.matcher(text);
    int at = declared.find() ? declared.end() - String.valueOf(encoding).length() - 1 : 0;
    int line = 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    return UnreadableDocument.of(
        Stage.VALIDATION,
        "declares " + shown + ", " + why,
        Place.of(line, at - text.lastIndexOf('\n', at)));
  }

  /**
   * Requires a declaration as XML 1.0 has it, which parsers do not.
   *
   * @throws UnreadableDocument if it is another
   */
  void requireWellFormed() throws UnreadableDocument {
    if (wellFormed) {
      return;
    }
    Matcher version = VERSION.matcher(text);
    if (!version.lookingAt()) {
      throw malformed("the XML declaration does not begin with a version");
    }
    String declared = value(version);
    if (declared.matches("1\\.[1-9][0-9]{0,2}")) {
      throw UnreadableDocument.of(
          Stage.VALIDATION, "declares XML " + declared + "; only XML 1.0 is read", Place.of(1, 1));
    }
    throw malformed(
        declared.equals("1.0")
            ? "the XML declaration has a version, then maybe an encoding, then maybe standalone, and"
                + " nothing else"
            : "the XML declaration has an unknown version");
  }

  private static UnreadableDocument malformed(String what) {
    return UnreadableDocument.malformed(what, Place.of(1, 1));
  }

  private static String value(Matcher matcher) {
    return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
  }

  /** Whether an encoding is read as it stands. */
  static boolean isDirect(String encoding) {
    return switch (encoding.toUpperCase(Locale.ROOT)) {
      case "UTF-8", "US-ASCII" -> true;
      default -> false;
    };
  }
}
