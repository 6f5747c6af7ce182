package io.xmlfleet.wiring;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.message.FileKey;
import io.xmlfleet.pipeline.LoadMode;
import io.xmlfleet.worker.WorkerSettings;
import org.jspecify.annotations.Nullable;

/**
 * How a process consumes. Immutable.
 *
 * @param mode what becomes of a document's rows
 * @param fileKey of those whose files the workers read; null: nobody's
 * @param metrics counts what the workers and their connections do
 */
public record ConsumerPlan(
    Contracts contracts,
    TableCare tables,
    WriterOptions writing,
    WorkerSettings workers,
    LoadMode.Kind mode,
    @Nullable FileKey fileKey,
    MetricsAccess metrics) {
  /** With workers that insert, and read nobody's files. */
  public ConsumerPlan(
      Contracts contracts, TableCare tables, WriterOptions writing, WorkerSettings workers) {
    this(contracts, tables, writing, workers, LoadMode.Kind.INSERT, null, MetricsAccess.NONE);
  }

  /** The same with workers that read files. */
  public ConsumerPlan withFileKey(@Nullable FileKey key) {
    return new ConsumerPlan(contracts, tables, writing, workers, mode, key, metrics);
  }
}
