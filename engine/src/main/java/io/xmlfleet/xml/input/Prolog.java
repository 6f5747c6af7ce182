package io.xmlfleet.xml.input;

/** Finds the DOCTYPE among what is before a document's root. */
final class Prolog {
  static final int NONE = -1;

  private Prolog() {}

  /** Where it begins; {@link #NONE}: there is none, or what is before it is not well-formed. */
  static int doctype(byte[] utf8, int start) {
    int at = start;
    while (at < utf8.length) {
      byte b = utf8[at];
      if (b == ' ' || b == '\n' || b == '\r' || b == '\t') {
        at++;
      } else if (Bytes.isAt(Bytes.COMMENT, utf8, at)) {
        at = Bytes.behind(Bytes.COMMENT_END, utf8, at + Bytes.COMMENT.length, utf8.length);
      } else if (Bytes.isAt(Bytes.INSTRUCTION, utf8, at)) {
        at = Bytes.behind(Bytes.INSTRUCTION_END, utf8, at + Bytes.INSTRUCTION.length, utf8.length);
      } else {
        return Bytes.isAt(Bytes.DOCTYPE, utf8, at) ? at : NONE;
      }
    }
    return NONE;
  }
}
