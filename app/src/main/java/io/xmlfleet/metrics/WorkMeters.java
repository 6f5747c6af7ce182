package io.xmlfleet.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.pipeline.DecidedItem;
import io.xmlfleet.pipeline.LoadedContract;
import io.xmlfleet.pipeline.PreparedItem;
import io.xmlfleet.pipeline.WorkObserver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.DoubleStream;

/** Counts what workers do. Thread-safe. */
final class WorkMeters implements WorkObserver {
  private static final Duration[] TIMES =
      DoubleStream.of(
              0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 6e4, 3e5)
          .mapToObj(millis -> Duration.ofNanos((long) (millis * 1e6)))
          .toArray(Duration[]::new);
  private static final double KIBIBYTE = 1024;
  private static final double[] SIZES =
      DoubleStream.iterate(4 * KIBIBYTE, size -> size <= 64 * KIBIBYTE * KIBIBYTE, s -> 4 * s)
          .toArray();
  private static final double[] NUMBERS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000};

  /** A document of a contract that is not loaded here: its name is whatever somebody sent. */
  private static final String NO_CONTRACT = "none";

  private final MeterRegistry registry;
  private final Map<Kind, Counter> documents = new ConcurrentHashMap<>();
  private final Map<String, Counter> rows = new ConcurrentHashMap<>();
  private final DistributionSummary documentBytes;
  private final DistributionSummary batchDocuments;
  private final DistributionSummary batchBytes;
  private final Timer preparing;
  private final Timer loading;
  private final Timer publishing;
  private final Counter bisections;
  private final Counter retries;
  private final Counter ledgerHits;

  /** What is counted apart. */
  private record Kind(String outcome, String stage, String contract) {}

  WorkMeters(MeterRegistry registry) {
    this.registry = registry;
    documentBytes = summary(MeterNames.DOCUMENT_BYTES, "Size of documents", SIZES);
    batchDocuments = summary(MeterNames.BATCH_DOCUMENTS, "Documents a batch", NUMBERS);
    batchBytes = summary(MeterNames.BATCH_BYTES, "Size of the documents of a batch", SIZES);
    preparing = timer("prepare");
    loading = timer("load");
    publishing = timer("publish");
    bisections =
        counter(
            MeterNames.BISECTIONS, "Batches that were halved, because the database refused some");
    retries =
        counter(MeterNames.RETRIES, "Transactions that failed by chance and were tried again");
    ledgerHits = counter(MeterNames.LEDGER_HITS, "Documents that the ledger had already");
  }

  private DistributionSummary summary(String name, String description, double[] buckets) {
    return DistributionSummary.builder(name)
        .description(description)
        .serviceLevelObjectives(buckets)
        .register(registry);
  }

  private Timer timer(String step) {
    return Timer.builder(MeterNames.STEP)
        .tag("step", step)
        .description(
            "Time of a worker: prepare (a document: validate, parse, map), load (a batch in the"
                + " database), publish (a batch's outcomes, beyond what is done meanwhile)")
        .serviceLevelObjectives(TIMES)
        .register(registry);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  @Override
  public void prepared(PreparedItem item) {
    documentBytes.record((double) item.work().bytes());
    preparing.record(item.busy());
  }

  @Override
  public void loaded(List<DecidedItem> decided, Duration took) {
    if (decided.isEmpty()) {
      return;
    }
    loading.record(took);
    batchDocuments.record(decided.size());
    batchBytes.record(
        decided.stream().mapToDouble(each -> (double) each.item().work().bytes()).sum());
    decided.forEach(this::count);
  }

  private void count(DecidedItem decided) {
    documents.computeIfAbsent(kind(decided), this::documents).increment();
    if (decided.known()) {
      ledgerHits.increment();
    } else if (decided.outcome() instanceof Outcome.Loaded loaded) {
      loaded.rows().forEach((table, count) -> rows(table).increment((double) count));
    }
  }

  private static Kind kind(DecidedItem decided) {
    PreparedItem item = decided.item();
    LoadedContract contract = item.contract();
    String named = contract == null ? NO_CONTRACT : contract.name();
    String stage =
        decided.outcome() instanceof Outcome.Rejected rejected
            ? rejected.failure().stage().name()
            : "";
    return new Kind(decided.outcome().label(), stage, named);
  }

  private Counter documents(Kind kind) {
    return Counter.builder(MeterNames.DOCUMENTS)
        .description("Documents by what became of them; a redelivery counts again")
        .tag("outcome", kind.outcome())
        .tag("stage", kind.stage())
        .tag("contract", kind.contract())
        .register(registry);
  }

  private Counter rows(String table) {
    return rows.computeIfAbsent(
        table,
        name ->
            Counter.builder(MeterNames.ROWS)
                .description("Rows inserted")
                .tag("table", name)
                .register(registry));
  }

  @Override
  public void bisected() {
    bisections.increment();
  }

  @Override
  public void retried() {
    retries.increment();
  }

  @Override
  public void published(Duration waited) {
    publishing.record(waited);
  }
}
