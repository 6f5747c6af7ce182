package io.xmlfleet.generate.text;

/** An endless series of documents, each made from its number alone. Thread-safe. */
public interface DocumentGenerator {
  /**
   * One document: the same bytes for the same number, on every JVM, in every locale and zone.
   *
   * @param number from 1
   */
  byte[] document(long number);

  /** The document's file name, unique in the series. */
  String fileName(long number);
}
