package io.xmlfleet.source.content;

import io.xmlfleet.source.document.DocumentSource;

/** What becomes of a stream: one document, or several. */
interface ContentReader {
  /**
   * Its documents; nothing is opened yet.
   *
   * @param description of the source, for people
   */
  DocumentSource documents(Content content, String description);
}
