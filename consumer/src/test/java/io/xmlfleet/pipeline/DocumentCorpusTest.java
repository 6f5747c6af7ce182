package io.xmlfleet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a fuzzer found worth keeping still holds. */
class DocumentCorpusTest {
  @Test
  void holdsForEachDocumentOfTheCorpus() throws IOException, URISyntaxException {
    URI folder = DocumentCorpusTest.class.getResource("documents").toURI();
    List<Path> corpus;
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      corpus = files.sorted().toList();
    }
    assertThat(corpus).hasSizeGreaterThan(20);
    for (Path file : corpus) {
      try {
        DocumentFuzz.fuzzerTestOneInput(Files.readAllBytes(file));
      } catch (Throwable e) {
        throw new AssertionError(file.getFileName().toString(), e);
      }
    }
  }
}
