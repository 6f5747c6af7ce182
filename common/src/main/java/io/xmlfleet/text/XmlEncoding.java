package io.xmlfleet.text;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** In which encoding an XML document says it is, for whoever shows it. */
public final class XmlEncoding {
  private static final int DECLARATION = 200;
  private static final Pattern ENCODING =
      Pattern.compile("^[^<]{0,4}<\\?xml[^>]*encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

  private XmlEncoding() {}

  /** The document's text; what is not text shows as such. */
  public static String decode(byte[] document) {
    return new String(document, of(document));
  }

  /** As its mark or its declaration says, else UTF-8. */
  static Charset of(byte[] document) {
    if (begins(document, 0xFE, 0xFF) || begins(document, 0, '<')) {
      return StandardCharsets.UTF_16BE;
    }
    if (begins(document, 0xFF, 0xFE) || begins(document, '<', 0)) {
      return StandardCharsets.UTF_16LE;
    }
    String start =
        new String(
            document, 0, Math.min(DECLARATION, document.length), StandardCharsets.ISO_8859_1);
    Matcher declared = ENCODING.matcher(start);
    try {
      return declared.find() ? Charset.forName(declared.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }

  private static boolean begins(byte[] document, int first, int second) {
    return document.length > 1 && (document[0] & 0xFF) == first && (document[1] & 0xFF) == second;
  }
}
