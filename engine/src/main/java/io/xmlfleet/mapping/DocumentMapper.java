package io.xmlfleet.mapping;

/** Turns documents into rows under one compiled contract. Thread-safe. */
public interface DocumentMapper {
  /**
   * Validates, parses and maps one document.
   *
   * @param document the bytes as they came, in any encoding that XML allows
   * @return its rows or the failure; never throws for what a document contains
   */
  Mapped map(byte[] document, DocumentContext context);
}
