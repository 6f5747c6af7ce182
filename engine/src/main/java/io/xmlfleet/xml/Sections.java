package io.xmlfleet.xml;

import java.nio.charset.StandardCharsets;

/**
 * The sections of a document whose text is not markup: CDATA, comments, processing instructions.
 * Reads on from where it was left, so that all questions together cost one pass. Confined to one
 * thread.
 */
final class Sections {
  static final int NONE = -1;

  private static final Kind[] KINDS = {
    new Kind("<![CDATA[", "]]>"), new Kind("<!--", "-->"), new Kind("<?", "?>")
  };

  private final byte[] document;
  private int done;

  Sections(byte[] document, int start) {
    this.document = document;
    this.done = start;
  }

  /**
   * Where the section around a place ends; {@link #NONE}: there is none around it.
   *
   * @param place not before that of an earlier question
   */
  int endAround(int place) {
    while (done < place) {
      if (document[done] != '<') {
        done++;
        continue;
      }
      int end = end(done);
      if (end > place) {
        return end;
      }
      done = Math.max(end, done + 1);
    }
    return NONE;
  }

  /** Where the section that begins at a place ends; {@link #NONE}: none begins there. */
  private int end(int start) {
    for (Kind kind : KINDS) {
      if (isAt(kind.opening, start)) {
        int i = start + kind.opening.length;
        while (i < document.length && !isAt(kind.closing, i)) {
          i++;
        }
        return Math.min(i + kind.closing.length, document.length);
      }
    }
    return NONE;
  }

  private boolean isAt(byte[] text, int place) {
    if (document.length - place < text.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (document[place + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  private static final class Kind {
    private final byte[] opening;
    private final byte[] closing;

    Kind(String opening, String closing) {
      this.opening = opening.getBytes(StandardCharsets.US_ASCII);
      this.closing = closing.getBytes(StandardCharsets.US_ASCII);
    }
  }
}
