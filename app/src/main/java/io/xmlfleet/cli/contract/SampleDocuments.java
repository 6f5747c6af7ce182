package io.xmlfleet.cli.contract;

import io.xmlfleet.failure.Deadline;
import io.xmlfleet.failure.MemoryLimit;
import io.xmlfleet.mapping.DocumentContext;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.FoundDocument;
import io.xmlfleet.source.document.SourceDocument;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BiConsumer;

/** Documents to try a contract on: read like those of a run, but sent nowhere. */
final class SampleDocuments {
  /** As the fleet's own limit on an item. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private SampleDocuments() {}

  /**
   * Reads all of a source in order, and closes it.
   *
   * @param action takes each document and what a row may know of it
   */
  static void forEach(
      DocumentSource documents, Clock clock, BiConsumer<SourceDocument, DocumentContext> action) {
    long sequence = 0;
    try (DocumentSource source = documents) {
      while (source.hasNext()) {
        FoundDocument found = source.find();
        SourceDocument document = found.read();
        action.accept(
            document,
            new DocumentContext(
                "explain",
                ++sequence,
                document.recordId(),
                found.origin(),
                Deadline.after(LIMIT, clock),
                MemoryLimit.none()));
      }
    }
  }
}
