package io.xmlfleet.xml.input;

/** How messages name a place in a document. */
public final class Place {
  private Place() {}

  /** Both from 1. */
  public static String of(int line, int column) {
    return "line " + line + ", column " + column;
  }

  /** By a byte's offset, from 0, in the document as it was given. */
  static String ofByte(long offset) {
    return "byte offset " + offset;
  }

  /**
   * Line and column of a place in UTF-8.
   *
   * @param start of the document's text among the bytes
   */
  static String in(byte[] utf8, int start, int place) {
    int[] position = position(utf8, start, place);
    return of(position[0], position[1]);
  }

  /** The same as two numbers. */
  static int[] position(byte[] utf8, int start, int place) {
    int line = 1;
    int column = 1;
    for (int i = start; i < place; i++) {
      if (utf8[i] == '\n') {
        line++;
        column = 1;
      } else if ((utf8[i] & 0xC0) != 0x80) {
        column++;
      }
    }
    return new int[] {line, column};
  }
}
