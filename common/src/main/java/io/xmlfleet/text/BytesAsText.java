package io.xmlfleet.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names bytes by text, different ones differently. UTF-8 stays the text that it is; a byte that is
 * none of UTF-8 becomes {@code ⟨FF⟩}, its number in brackets that hardly any text has (U+27E8,
 * U+27E9). Text that has just that itself gets a sign more in it: {@code ⟨=FF⟩}, and so on.
 *
 * <p>It cannot be done without changing some text: what is well-formed has each name already.
 */
public final class BytesAsText {
  private static final char OPEN = '\u27E8';
  private static final char CLOSE = '\u27E9';
  private static final char UNREADABLE = '\uFFFD';
  private static final Pattern LOOKS_LIKE_A_BYTE =
      Pattern.compile(OPEN + "(?==*[89A-F][0-9A-F]" + CLOSE + ')');
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private BytesAsText() {}

  /** The text of these bytes; well-formed, so its own UTF-8 says the same. */
  public static String of(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf(UNREADABLE) < 0 && text.indexOf(OPEN) < 0) {
      return text;
    }
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    StringBuilder named = new StringBuilder(bytes.length);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      named.append(marked(out.flip()));
      out.clear();
      if (!result.isError()) {
        return named.toString();
      }
      for (int i = 0; i < result.length(); i++) {
        named.append(OPEN).append(HEX.toHexDigits(in.get())).append(CLOSE);
      }
    }
  }

  private static String marked(CharBuffer text) {
    return LOOKS_LIKE_A_BYTE.matcher(text).replaceAll(OPEN + "=");
  }
}
