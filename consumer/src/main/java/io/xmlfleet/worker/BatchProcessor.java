package io.xmlfleet.worker;

import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.failure.Stopwatch;
import io.xmlfleet.pipeline.BatchLoader;
import io.xmlfleet.pipeline.DecidedItem;
import io.xmlfleet.pipeline.ItemReport;
import io.xmlfleet.pipeline.PreparedItem;
import io.xmlfleet.worker.poll.Batch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything about a batch that ends in the database. Confined to one thread. */
final class BatchProcessor {
  /** What is done with a batch, in order. */
  record Steps(BatchPreparation preparation, BatchLoader loader, ItemTraces traces) {}

  private final Steps steps;
  private final DatabaseOutage outage;
  private final WorkerSignals signals;
  private final Clock clock;

  BatchProcessor(Steps steps, DatabaseOutage outage, WorkerSignals signals, Clock clock) {
    this.steps = steps;
    this.outage = outage;
    this.signals = signals;
    this.clock = clock;
  }

  /**
   * Turns the documents of a batch into rows, as long as they are ours, its time lasts and there is
   * memory for them; the rest follows when these are loaded.
   */
  List<PreparedItem> prepare(Batch batch) {
    return steps.preparation().begin(batch);
  }

  /**
   * Loads what was prepared of a batch, then prepares and loads the rest of it, however long the
   * database is away.
   *
   * @param prepared emptied as soon as it is loaded: the rows take memory
   * @return what to publish, then to be {@link #giveUp given up}; empty when the worker is to stop
   *     before the batch is loaded
   */
  Optional<List<ItemReport>> load(List<PreparedItem> prepared, Batch batch) {
    List<ItemReport> reports = new ArrayList<>(batch.items().size());
    boolean loaded = false;
    try {
      List<PreparedItem> part = prepared;
      while (!loaded && loadPart(part, batch, reports)) {
        part.clear();
        loaded = steps.preparation().isDone();
        if (!loaded) {
          steps.preparation().giveBack();
          part = steps.preparation().next();
        }
      }
      return loaded ? Optional.of(reports) : Optional.empty();
    } finally {
      if (!loaded) {
        steps.preparation().giveBack();
      }
    }
  }

  /** Whether the last document takes so much that no other large one may be in memory with it. */
  boolean isLarge() {
    return steps.preparation().isWhole();
  }

  /** Whether it is loaded; false: the worker is to stop. */
  private boolean loadPart(List<PreparedItem> part, Batch batch, List<ItemReport> reports) {
    while (true) {
      List<PreparedItem> held = part.stream().filter(item -> batch.holds(item.received())).toList();
      Stopwatch loading = Stopwatch.start(clock);
      try {
        List<DecidedItem> decided = steps.loader().load(held);
        outage.over();
        reports.addAll(report(decided, loading.elapsed()));
        return true;
      } catch (DatabaseFailureException e) {
        if (!outage.await(e)) {
          return false;
        }
      }
    }
  }

  /** Lets others have what the worker's documents take. For any thread. */
  void giveUp() {
    steps.preparation().giveBack();
  }

  /** Shares out evenly how long loading the whole batch took. */
  private List<ItemReport> report(List<DecidedItem> decided, Duration loading) {
    Instant finished = clock.instant();
    signals.observer().loaded(decided, loading);
    steps.traces().loaded(decided, finished.minus(loading), finished);
    String worker = signals.status().current().worker();
    Duration share = loading.dividedBy(Math.max(1, decided.size()));
    return decided.stream().map(item -> ItemReport.of(item, worker, finished, share)).toList();
  }
}
