package io.xmlfleet.xml;

/** What a {@link DocumentWalk} calls on its way; all of it in document order. */
public interface ElementVisitor {
  /**
   * An element begins.
   *
   * @param tag to be read during the call only
   */
  void start(StartTag tag);

  /** A piece of the text of the innermost open element, to be read during the call only. */
  void text(char[] characters, int start, int length);

  /** The innermost open element ends. */
  void end();
}
