package io.xmlfleet.bench;

import io.xmlfleet.failure.FileProblem;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.process.DataFolder;
import io.xmlfleet.process.Shutdown;
import io.xmlfleet.text.Counted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Measures in turn, round after round: the parser alone, then the fleet with each number of
 * workers. So a machine that is slow for a while is slow for all of them. Confined to one thread.
 */
public final class Bench {
  private static final double NANOS = 1e9;

  private final BenchPlan plan;
  private final Clock clock;
  private final Shutdown stop;
  private final Consumer<String> listener;

  /**
   * A bench.
   *
   * @param listener hears of each measurement, in words
   */
  public Bench(BenchPlan plan, Clock clock, Shutdown stop, Consumer<String> listener) {
    this.plan = plan;
    this.clock = clock;
    this.stop = stop;
    this.listener = listener;
  }

  /**
   * Writes the corpus, measures, and deletes everything again.
   *
   * @param under folder in which another one is made for it all, of some gigabytes
   * @return empty if somebody asked to stop
   * @throws UsageException if nothing can be written there
   * @throws io.xmlfleet.failure.InfrastructureException if a run does not load every document
   */
  public Optional<BenchReport> measure(Path under) throws InterruptedException {
    Path folder;
    try {
      Files.createDirectories(under);
      folder = Files.createTempDirectory(under, "bench-");
    } catch (IOException e) {
      throw new UsageException(FileProblem.writing("the folder " + under, e), e);
    }
    try {
      return measureIn(folder);
    } finally {
      delete(folder);
    }
  }

  private Optional<BenchReport> measureIn(Path folder) throws InterruptedException {
    BenchCorpus corpus = BenchCorpus.write(plan, folder);
    listener.accept(
        String.format(
            Locale.ROOT,
            "Corpus: %s, %,d documents, %.1f MB, seed %d",
            plan.profile(),
            plan.documents(),
            corpus.bytes() / 1e6,
            plan.seed()));
    if (!warmUp(corpus, folder.resolve("data"))) {
      return Optional.empty();
    }
    int threads = Runtime.getRuntime().availableProcessors();
    List<Double> bare = new ArrayList<>();
    Map<Integer, List<Double>> rates = new LinkedHashMap<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      double alone = new ParserBaseline(corpus.documents(), threads).documentsPerSecond();
      bare.add(alone);
      tell(round(round), "the parser alone, " + threads + " threads", alone);
      for (int workers : plan.workers()) {
        List<Double> own = rates.computeIfAbsent(workers, any -> new ArrayList<>());
        Optional<Double> rate = run(corpus, workers, folder.resolve("data"));
        if (rate.isEmpty()) {
          return Optional.empty();
        }
        own.add(rate.get());
        tell(round(round), Counted.of(workers, "worker"), rate.get());
      }
    }
    List<BenchReport.Run> runs = new ArrayList<>();
    rates.forEach((workers, each) -> runs.add(new BenchReport.Run(workers, Figures.of(each))));
    return Optional.of(
        new BenchReport(plan, corpus.bytes(), threads, Figures.of(bare), runs, clock.instant()));
  }

  /** Whether nobody asked to stop. */
  private boolean warmUp(BenchCorpus corpus, Path data) throws InterruptedException {
    int workers = Collections.max(plan.workers());
    for (int i = 1; i <= plan.warmUps(); i++) {
      new ParserBaseline(corpus.documents(), 1).documentsPerSecond();
      Optional<Double> rate = run(corpus, workers, data);
      if (rate.isEmpty()) {
        return false;
      }
      tell("Warm-up " + i + " of " + plan.warmUps(), Counted.of(workers, "worker"), rate.get());
    }
    return true;
  }

  private Optional<Double> run(BenchCorpus corpus, int workers, Path data) {
    try {
      return new TimedRun(plan, corpus, clock, stop)
          .take(workers, new DataFolder(data))
          .map(took -> plan.documents() * NANOS / took.toNanos());
    } finally {
      delete(data);
    }
  }

  private String round(int round) {
    return "Round " + round + " of " + plan.rounds();
  }

  private void tell(String when, String what, double rate) {
    listener.accept(String.format(Locale.ROOT, "%s: %s: %,.1f documents/s", when, what, rate));
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UsageException("cannot delete " + folder + ": " + e.getMessage(), e);
    }
  }
}
