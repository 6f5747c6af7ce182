package io.xmlfleet.xml.input;

import io.xmlfleet.failure.Stage;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of a document, found as XML 1.0, appendix F, has it: by the byte order mark, by the
 * first character, by the declaration, else UTF-8.
 *
 * @param markLength bytes of the byte order mark
 * @param declaration as the document's first bytes have it; null: none, or not to be read yet
 */
record Encoding(Charset charset, int markLength, @Nullable XmlDeclaration declaration) {

  /**
   * Looks at a document's beginning.
   *
   * @param head at least {@link XmlDeclaration#LONGEST} bytes and a mark, or the whole
   * @throws UnreadableDocument if it is not known here, or not the one that is declared
   */
  static Encoding of(byte[] head) throws UnreadableDocument {
    Signature signature = Signature.of(head, 0);
    int mark = signature == null ? 0 : signature.markLength();
    if (signature != null && !signature.charset().equals(StandardCharsets.UTF_8)) {
      return new Encoding(signature.charset(), mark, null);
    }
    XmlDeclaration declaration = XmlDeclaration.of(head, mark);
    String declared = declaration == null ? null : declaration.encoding();
    if (declaration == null || declared == null) {
      if (Signature.isEbcdic(head)) {
        throw UnreadableDocument.of(
            Stage.VALIDATION, "is in EBCDIC, but does not declare in which", null);
      }
      return new Encoding(StandardCharsets.UTF_8, mark, declaration);
    }
    // A byte order mark says more than a declaration.
    Charset charset =
        signature == null ? declared(head, declaration, declared) : StandardCharsets.UTF_8;
    return new Encoding(charset, mark, declaration);
  }

  private static Charset declared(byte[] head, XmlDeclaration declaration, String encoding)
      throws UnreadableDocument {
    Charset charset = XmlDeclaration.charset(encoding);
    if (charset == null) {
      throw declaration.encodingIs("which is not known here");
    }
    if (!XmlDeclaration.isIn(charset, head)) {
      throw declaration.encodingIs("but is not in that encoding: correct one of the two");
    }
    return charset;
  }

  /** Whether its bytes are UTF-8 as they stand. */
  boolean isDirect() {
    return charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII);
  }

  /**
   * Requires a beginning that parsers understand as UTF-8: what they take for another encoding they
   * read in other ways.
   */
  static void requireOneMark(byte[] utf8, int start) throws UnreadableDocument {
    if (Signature.of(utf8, start) != null) {
      throw UnreadableDocument.of(Stage.VALIDATION, "begins with the marks of two encodings", null);
    }
  }
}
