package io.xmlfleet.workbench;

import io.xmlfleet.failure.MemoryLimit;
import io.xmlfleet.item.Origin;
import io.xmlfleet.mapping.DocumentContext;
import io.xmlfleet.source.document.SourceDocument;
import org.jspecify.annotations.Nullable;

/**
 * A document to try the contract on, and where it came from. Immutable.
 *
 * @param letter null: it is no dead letter's
 */
public record Sample(SourceDocument document, Origin origin, @Nullable Letter letter) {
  /** A dead letter: the item {@code run/sequence}, and why its document failed. */
  public record Letter(String item, String stage, String reason, @Nullable String location) {}

  /** One that is no dead letter's. */
  public Sample(SourceDocument document, Origin origin) {
    this(document, origin, null);
  }

  String name() {
    return document.recordId();
  }

  /** What a row may know of it; it may take its time. */
  DocumentContext context() {
    return new DocumentContext("edit", 1, name(), origin, () -> false, MemoryLimit.none());
  }
}
