package io.xmlfleet.source.content;

import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.split.SplitPaths;

/** Takes the records of a stream as documents. Immutable. */
record SplitContent(SplitPaths paths, int limitBytes) implements ContentReader {
  @Override
  public DocumentSource documents(Content content, String description) {
    return new SplitSource(content, description, paths, limitBytes);
  }
}
