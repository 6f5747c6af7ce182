package io.xmlfleet.xml.input;

import io.xmlfleet.failure.Stage;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a document's first bytes say of its encoding (XML 1.0, appendix F).
 *
 * @param markLength bytes of the byte order mark
 */
record Signature(Charset charset, int markLength) {
  private static final int GZIP = 0x1F8B;
  private static final int ZIP = 0x504B0304;
  private static final int EBCDIC = 0x4C6FA794;

  /** The encoding that a mark, or the first {@code <}, gives away; null: a byte-wise one. */
  static @Nullable Signature of(byte[] document, int start) {
    long first = quartet(document, start);
    if (first == 0x0000FEFFL || first == 0x0000003CL) {
      return new Signature(Charset.forName("UTF-32BE"), first == 0x3C ? 0 : 4);
    }
    if (first == 0xFFFE0000L || first == 0x3C000000L) {
      return new Signature(Charset.forName("UTF-32LE"), first == 0x3C000000L ? 0 : 4);
    }
    int pair = (int) (first >>> 16);
    return switch (pair) {
      case 0xFEFF -> new Signature(StandardCharsets.UTF_16BE, 2);
      case 0xFFFE -> new Signature(StandardCharsets.UTF_16LE, 2);
      case 0x003C -> new Signature(StandardCharsets.UTF_16BE, 0);
      case 0x3C00 -> new Signature(StandardCharsets.UTF_16LE, 0);
      default -> (first >>> 8) == 0xEFBBBF ? new Signature(StandardCharsets.UTF_8, 3) : null;
    };
  }

  static boolean isEbcdic(byte[] document) {
    return quartet(document, 0) == EBCDIC;
  }

  /**
   * Requires something that may be XML.
   *
   * @throws UnreadableDocument if this is none at all
   */
  static void requireXml(byte[] document) throws UnreadableDocument {
    String content = blank(document);
    long first = quartet(document, 0);
    if (first >>> 16 == GZIP) {
      content = "gzip-compressed data, not XML: unpack it first";
    } else if (first == ZIP) {
      content = "a zip archive, not XML: unpack it first";
    }
    if (content != null) {
      throw UnreadableDocument.of(Stage.VALIDATION, "is " + content, null);
    }
  }

  /** What a document without anything in it is; null: there is something. */
  private static @Nullable String blank(byte[] document) {
    boolean spaces = false;
    boolean nuls = false;
    for (byte b : document) {
      boolean space = b == ' ' || b == '\n' || b == '\r' || b == '\t';
      if (!space && b != 0 && !isMark(b & 0xFF)) {
        return null;
      }
      spaces |= space;
      nuls |= b == 0;
    }
    if (spaces) {
      return "nothing but white space";
    }
    return nuls ? "nothing but NUL bytes" : "empty";
  }

  private static boolean isMark(int b) {
    return b == 0xFE || b == 0xFF || b == 0xEF || b == 0xBB || b == 0xBF;
  }

  /** The four bytes from a place on, those that are not there as 0xAA, which begins nothing. */
  private static long quartet(byte[] document, int start) {
    long quartet = 0;
    for (int i = start; i < start + 4; i++) {
      quartet = quartet << 8 | (i < document.length ? document[i] & 0xFF : 0xAA);
    }
    return quartet;
  }
}
