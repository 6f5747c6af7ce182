package io.xmlfleet.source.split;

/** What a document is cut into. Immutable. */
public sealed interface Piece {
  /** Number of the record in its document from 1; {@link #WHOLE}: the document as such. */
  long ordinal();

  /** Stands for the document where it is refused as such. */
  long WHOLE = 0;

  /**
   * A record.
   *
   * @param bytes a document of its own, in UTF-8 without a declaration; nobody else has them
   */
  @SuppressWarnings("ArrayRecordComponent") // a document is megabytes; nobody compares them
  record Cut(long ordinal, byte[] bytes) implements Piece {}

  /**
   * A record that cannot be taken, or the rest of the document.
   *
   * @param reason a sentence for a person; no value of the document
   */
  record Refused(long ordinal, String reason) implements Piece {}
}
