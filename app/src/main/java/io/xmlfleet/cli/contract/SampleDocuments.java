package io.xmlfleet.cli.contract;

import io.xmlfleet.cli.base.Environment;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.failure.MemoryLimit;
import io.xmlfleet.mapping.DocumentContext;
import io.xmlfleet.source.Sources;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.FoundDocument;
import io.xmlfleet.source.document.SourceDocument;
import io.xmlfleet.source.document.SourceOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/** Documents to try a contract on: read like those of a run, but sent nowhere. */
final class SampleDocuments {
  /** As the fleet's own limit on an item. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final List<String> inputs;
  private final Environment environment;

  SampleDocuments(List<String> inputs, Environment environment) {
    this.inputs = List.copyOf(inputs);
    this.environment = environment;
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
        Sources.of(inputs, SourceOptions.standard(), environment.standardInput())) {
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
                Deadline.after(LIMIT, environment.clock()),
                MemoryLimit.none()));
      }
    }
  }
}
