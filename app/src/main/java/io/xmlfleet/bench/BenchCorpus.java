package io.xmlfleet.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.xmlfleet.failure.FileProblem;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.generate.CorpusWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The documents on disk that all measurements read, and their contract. Immutable.
 *
 * @param folder holds nothing but documents
 * @param bytes size of all of them
 */
record BenchCorpus(Path folder, Path contract, List<Path> documents, long bytes) {
  /**
   * Writes the documents of a plan.
   *
   * @param into an empty folder
   * @throws UsageException if it cannot be written
   */
  static BenchCorpus write(BenchPlan plan, Path into) {
    Path folder = into.resolve("documents");
    Path contract = into.resolve("contract.yaml");
    long bytes =
        new CorpusWriter(plan.profile().generator(plan.seed()), folder).write(plan.documents());
    try (Stream<Path> files = Files.walk(folder)) {
      Files.writeString(contract, plan.profile().contract().orElseThrow(), UTF_8);
      List<Path> documents = files.filter(Files::isRegularFile).sorted().toList();
      return new BenchCorpus(folder, contract, documents, bytes);
    } catch (IOException e) {
      throw new UsageException(FileProblem.writing("the folder " + into, e), e);
    }
  }
}
