package io.xmlfleet.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.generate.CorpusWriter;
import io.xmlfleet.generate.text.DocumentGenerator;
import io.xmlfleet.mapping.ContractPlan;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.source.Sources;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.SourceOptions;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import io.xmlfleet.wiring.Contracts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The documents on disk that all contenders load, and their contract. Immutable.
 *
 * @param folder holds nothing but documents
 * @param files in the order of their numbers
 * @param poison numbers of the documents that cannot be loaded
 * @param rows how many rows a sound document has, by its number
 * @param bytes size of all of them
 */
record Corpus(
    Path folder,
    List<Path> files,
    Path contractFile,
    ContractPlan contract,
    Set<Long> poison,
    Map<Long, Integer> rows,
    long bytes) {
  private static final Pattern NUMBERED = Pattern.compile("(\\d+)\\.xml$");
  private static final long IDS_PER_SEED = 100_000_000L;

  Corpus {
    files = List.copyOf(files);
    poison = Set.copyOf(poison);
    rows = Map.copyOf(rows);
  }

  /** The documents, as a producer finds them. */
  DocumentSource source() {
    return Sources.of(
        List.of(folder.toString()), SourceOptions.standard(), InputStream.nullInputStream());
  }

  /**
   * Writes the documents of a plan.
   *
   * @param into an empty folder
   * @throws UsageException if it cannot be written
   */
  static Corpus write(PeersPlan plan, boolean poisoned, Path into) {
    DocumentGenerator sound = plan.profile().generator(plan.seed());
    DocumentGenerator documents =
        poisoned ? plan.profile().generator(plan.seed(), plan.documents(), plan.poison()) : sound;
    Path folder = into.resolve("documents");
    Path contract = into.resolve("contract.yaml");
    long bytes = new CorpusWriter(documents, folder).write(plan.documents());
    try (Stream<Path> walked = Files.walk(folder)) {
      Files.writeString(contract, plan.profile().contract().orElseThrow(), UTF_8);
      List<Path> files = walked.filter(Files::isRegularFile).sorted().toList();
      ContractPlan compiled = Contracts.read(contract);
      Set<Long> poison = poisoned ? broken(sound, documents, plan.documents()) : Set.of();
      Map<Long, Integer> rows = rows(new Mapping(compiled), files, poison);
      return new Corpus(folder, files, contract, compiled, poison, rows, bytes);
    } catch (IOException e) {
      throw new UsageException("cannot write into " + into + ": " + e.getMessage(), e);
    }
  }

  /** The table that gets one row a document. */
  Table mainTable() {
    return contract.tables().get(0);
  }

  /** The column of the main table that tells documents apart. */
  String idColumn() {
    return mainTable().primaryKey().get(0);
  }

  /** Which document a row of the main table is of, by {@link #idColumn}. */
  static long numberOfId(long id) {
    return id % IDS_PER_SEED;
  }

  /** Which document a record id or file name is of; empty if it is none of ours. */
  static OptionalLong numberOfName(String name) {
    Matcher matcher = NUMBERED.matcher(name);
    return matcher.find()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  private static Map<Long, Integer> rows(Mapping mapping, List<Path> files, Set<Long> poison)
      throws IOException {
    Map<Long, Integer> rows = new HashMap<>();
    for (Path file : files) {
      long number = numberOfName(file.toString()).orElseThrow();
      if (!poison.contains(number)) {
        Mapped.Rows mapped = mapping.rows(file.toString(), Files.readAllBytes(file));
        rows.put(number, mapped.batches().stream().mapToInt(RowBatch::size).sum());
      }
    }
    return rows;
  }

  private static Set<Long> broken(DocumentGenerator sound, DocumentGenerator all, long count) {
    Set<Long> broken = new HashSet<>();
    for (long number = 1; number <= count; number++) {
      if (!Arrays.equals(sound.document(number), all.document(number))) {
        broken.add(number);
      }
    }
    return broken;
  }
}
