package io.xmlfleet.cli;

import io.xmlfleet.failure.Deadline;
import io.xmlfleet.mapping.DocumentContext;
import io.xmlfleet.message.ItemId;
import io.xmlfleet.source.DocumentSource;
import io.xmlfleet.source.SourceDocument;
import io.xmlfleet.source.SourceOptions;
import io.xmlfleet.source.Sources;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/** Documents to try a contract on: read like those of a run, but sent nowhere. */
final class SampleDocuments {
  /** As the fleet's own limit on an item. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final List<String> inputs;
  private final Surroundings surroundings;

  SampleDocuments(List<String> inputs, Surroundings surroundings) {
    this.inputs = List.copyOf(inputs);
    this.surroundings = surroundings;
  }

  /**
   * Reads all of them in order.
   *
   * @param action takes each document and what a row may know of it
   * @throws io.xmlfleet.failure.UsageException if an input does not exist or matches nothing
   */
  void forEach(BiConsumer<SourceDocument, DocumentContext> action) {
    long sequence = 0;
    try (DocumentSource source =
        Sources.of(inputs, SourceOptions.standard(), surroundings.standardInput())) {
      while (source.hasNext()) {
        SourceDocument document = source.next();
        action.accept(
            document,
            new DocumentContext(
                new ItemId("explain", ++sequence),
                document.recordId(),
                Deadline.after(LIMIT, surroundings.clock())));
      }
    }
  }
}
