package io.xmlfleet.xml;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The encoding that an XML declaration names.
 *
 * @param start of the words {@code encoding="…"}, the space before them included, among the
 *     characters of the declaration
 * @param end of these words
 * @param place of the name
 */
record DeclaredEncoding(String name, int start, int end, String place) {
  private static final int LONGEST_DECLARATION = 400;
  static final String ENDLESS =
      "the XML declaration is longer than " + LONGEST_DECLARATION + " bytes";

  private static final Pattern ENCODING =
      Pattern.compile("\\sencoding\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");

  /** As XML 1.0 has it (production 81). Anything else is not repeated to anybody. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,39}");

  private static final String OPENING = "<?xml";
  private static final String CLOSING = "?>";

  /** Nearly all EBCDIC encodings agree in the characters of a declaration. */
  private static final String SOME_EBCDIC = "IBM037";

  /** What a document in ASCII, an extension of it, or EBCDIC declares; null: nothing. */
  static @Nullable DeclaredEncoding of(byte[] document, int start) {
    String head = head(document, start);
    int end = head.indexOf(CLOSING);
    if (end < 0) {
      return null;
    }
    Matcher encoding = ENCODING.matcher(head).region(0, end);
    if (!encoding.find()) {
      return null;
    }
    int group = encoding.group(1) == null ? 2 : 1;
    return new DeclaredEncoding(
        encoding.group(group),
        encoding.start(),
        encoding.end(),
        place(head, encoding.start(group)));
  }

  /**
   * Whether a document begins with a declaration whose end is not where declarations have theirs.
   */
  static boolean isEndless(byte[] document, int start) {
    String head = head(document, start);
    return head.length() == LONGEST_DECLARATION && !head.contains(CLOSING);
  }

  /** The first characters if they are a declaration's; else empty. */
  private static String head(byte[] document, int start) {
    boolean ebcdic = Signature.isEbcdic(document);
    if (ebcdic && !Charset.isSupported(SOME_EBCDIC)) {
      return "";
    }
    Charset charset = ebcdic ? Charset.forName(SOME_EBCDIC) : StandardCharsets.ISO_8859_1;
    int length = Math.min(document.length - start, LONGEST_DECLARATION);
    String head = new String(document, start, length, charset);
    // Not <?xml-stylesheet, which is an instruction as others are.
    boolean declares =
        head.startsWith(OPENING)
            && head.length() > OPENING.length()
            && head.charAt(OPENING.length()) <= ' ';
    return declares ? head : "";
  }

  /** Whether a document can be in an encoding that it declares: then its declaration is one. */
  static boolean isIn(Charset charset, byte[] document) {
    return new String(document, 0, OPENING.length(), charset).equals(OPENING);
  }

  /** Null: this JVM does not know it. */
  @Nullable Charset charset() {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    }
  }

  Failure refusal(String why) {
    String shown = NAME.matcher(name).matches() ? "the encoding " + name : "an encoding";
    return new Failure(Stage.VALIDATION, "the document declares " + shown + ", " + why, place);
  }

  private static String place(String head, int at) {
    int line = 1 + (int) head.substring(0, at).chars().filter(c -> c == '\n').count();
    return Refusals.at(line, at - head.lastIndexOf('\n', at));
  }
}
