package io.xmlfleet.workbench;

import io.xmlfleet.failure.MemoryLimit;
import io.xmlfleet.item.Origin;
import io.xmlfleet.mapping.DocumentContext;
import io.xmlfleet.source.document.SourceDocument;

/** A document to try the contract on, and where it came from. Immutable. */
public record Sample(SourceDocument document, Origin origin) {
  String name() {
    return document.recordId();
  }

  /** What a row may know of it; it may take its time. */
  DocumentContext context() {
    return new DocumentContext("edit", 1, name(), origin, () -> false, MemoryLimit.none());
  }
}
