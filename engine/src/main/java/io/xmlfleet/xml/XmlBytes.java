package io.xmlfleet.xml;

import io.xmlfleet.failure.Failure;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
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

  static XmlBytes of(byte[] document) {
    Failure notXml = Signature.notXml(document);
    if (notXml != null) {
      return refused(notXml);
    }
    XmlBytes read = read(document);
    // The parser looks at the first bytes too. What it takes for another encoding than UTF-8 it
    // reads by a path that writes to the array.
    return read.failure == null && Signature.of(read.bytes, read.start) != null
        ? refused(Refusals.validation("the document begins with the marks of two encodings"))
        : read;
  }

  private static XmlBytes read(byte[] document) {
    Signature signature = Signature.of(document, 0);
    int start = signature == null ? 0 : signature.markLength();
    if (signature != null && !signature.charset().equals(StandardCharsets.UTF_8)) {
      return new Transcoder(signature.charset()).utf8(document, start);
    }
    if (DeclaredEncoding.isEndless(document, start)) {
      return refused(Refusals.limit(DeclaredEncoding.ENDLESS, Refusals.at(1, 1)));
    }
    DeclaredEncoding declared = DeclaredEncoding.of(document, start);
    if (declared == null && Signature.isEbcdic(document)) {
      return refused(
          Refusals.validation("the document is in EBCDIC, but does not declare in which"));
    }
    if (declared == null || isDirect(declared.name())) {
      return new XmlBytes(document, start, null);
    }
    // A byte order mark says more than a declaration.
    return signature != null
        ? new Transcoder(StandardCharsets.UTF_8).utf8(document, start)
        : declared(document, declared);
  }

  static XmlBytes refused(Failure failure) {
    return new XmlBytes(new byte[0], 0, failure);
  }

  private static XmlBytes declared(byte[] document, DeclaredEncoding declared) {
    Charset charset = declared.charset();
    if (charset == null) {
      return refused(declared.refusal("which is not known here"));
    }
    return DeclaredEncoding.isIn(charset, document)
        ? new Transcoder(charset).utf8(document, 0)
        : refused(declared.refusal("but is not in that encoding: correct one of the two"));
  }

  private static boolean isDirect(String encoding) {
    return switch (encoding.toUpperCase(Locale.ROOT)) {
      case "UTF-8", "US-ASCII" -> true;
      default -> false;
    };
  }
}
