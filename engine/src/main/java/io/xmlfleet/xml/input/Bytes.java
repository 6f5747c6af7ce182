package io.xmlfleet.xml.input;

import java.nio.charset.StandardCharsets;

/** The words that markup begins and ends with. */
final class Bytes {
  static final byte[] COMMENT = of("<!--");
  static final byte[] COMMENT_END = of("-->");
  static final byte[] CDATA = of("<![CDATA[");
  static final byte[] CDATA_END = of("]]>");
  static final byte[] INSTRUCTION = of("<?");
  static final byte[] INSTRUCTION_END = of("?>");
  static final byte[] DOCTYPE = of("<!DOCTYPE");

  private Bytes() {}

  static byte[] of(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static boolean isAt(byte[] word, byte[] bytes, int at) {
    return isAt(word, bytes, at, bytes.length);
  }

  static boolean isAt(byte[] word, byte[] bytes, int at, int to) {
    if (to - at < word.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (bytes[at + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  /** Behind the next occurrence of a word, or {@code to}. */
  static int behind(byte[] word, byte[] bytes, int from, int to) {
    for (int at = from; at <= to - word.length; at++) {
      if (isAt(word, bytes, at, to)) {
        return at + word.length;
      }
    }
    return to;
  }
}
