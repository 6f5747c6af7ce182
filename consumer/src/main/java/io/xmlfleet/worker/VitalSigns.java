package io.xmlfleet.worker;

import io.xmlfleet.message.WorkerVitals;
import io.xmlfleet.pipeline.DecidedItem;
import io.xmlfleet.pipeline.LoadedContract;
import io.xmlfleet.pipeline.PreparedItem;
import io.xmlfleet.pipeline.WorkObserver;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Adds up where one worker's time goes, and passes on what it hears. Confined to the worker's
 * thread.
 */
final class VitalSigns implements WorkObserver {
  private static final double NANOS = 1e9;

  private final WorkObserver observer;
  private final List<String> contracts;
  private Duration reading = Duration.ZERO;
  private Duration mapping = Duration.ZERO;
  private Duration inserting = Duration.ZERO;
  private Duration committing = Duration.ZERO;

  VitalSigns(WorkObserver observer, List<LoadedContract> contracts) {
    this.observer = observer;
    this.contracts = contracts.stream().map(each -> each.name() + '@' + each.version()).toList();
  }

  /** What is to be told now. */
  WorkerVitals now(int partitions, long lag) {
    Runtime process = Runtime.getRuntime();
    return new WorkerVitals(
        Objects.toString(VitalSigns.class.getPackage().getImplementationVersion(), ""),
        contracts,
        partitions,
        lag,
        process.totalMemory() - process.freeMemory(),
        process.maxMemory(),
        new WorkerVitals.Steps(
            seconds(reading), seconds(mapping), seconds(inserting), seconds(committing)));
  }

  private static double seconds(Duration time) {
    return time.toNanos() / NANOS;
  }

  /** A transaction is over. */
  void transaction(Duration statements, Duration commit) {
    inserting = inserting.plus(statements);
    committing = committing.plus(commit);
  }

  @Override
  public void prepared(PreparedItem item) {
    reading = reading.plus(item.reading());
    mapping = mapping.plus(item.busy()).minus(item.reading());
    observer.prepared(item);
  }

  @Override
  public void loaded(List<DecidedItem> decided, Duration took) {
    observer.loaded(decided, took);
  }

  @Override
  public void bisected() {
    observer.bisected();
  }

  @Override
  public void retried() {
    observer.retried();
  }

  @Override
  public void published(Duration waited) {
    observer.published(waited);
  }
}
