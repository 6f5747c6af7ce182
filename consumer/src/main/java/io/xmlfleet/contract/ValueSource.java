package io.xmlfleet.contract;

/** Where a column's value comes from. */
public sealed interface ValueSource {
  /** Text of the document. */
  record FromPath(XmlPath path, Pick pick) implements ValueSource {}

  /** The same text in every row. */
  record Constant(String text) implements ValueSource {}

  /**
   * A number that counts from 1.
   *
   * @param climbs 0: the row among the table's rows of the document; n: the row element's n-th
   *     ancestor among the document's elements of that path
   */
  record Ordinal(int climbs) implements ValueSource {}

  /** Something known of the document from outside. */
  record FromMetadata(Metadata metadata) implements ValueSource {}

  /** The key of a key-value row. */
  record PairKey() implements ValueSource {}

  /** The value of a key-value row. */
  record PairValue() implements ValueSource {}
}
