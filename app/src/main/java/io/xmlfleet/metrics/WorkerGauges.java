package io.xmlfleet.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.xmlfleet.message.WorkerStatus.State;
import io.xmlfleet.worker.WorkerHealth;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** How workers are, one look a scrape. Confined to one thread at a time. */
final class WorkerGauges implements Runnable {
  private final Gauges gauges;
  private final Supplier<List<WorkerHealth>> source;

  WorkerGauges(MeterRegistry registry, Supplier<List<WorkerHealth>> source) {
    this.source = source;
    this.gauges =
        new Gauges(registry)
            .with(MeterNames.WORKERS, "Workers by state; waiting_for_database: its breaker is open")
            .with(MeterNames.WORKER_LAG, "Records behind the end of the worker's partitions")
            .with(MeterNames.WORKER_PARTITIONS, "Partitions that the worker reads")
            .with(MeterNames.WORKER_RESTARTS, "How often the worker was replaced")
            .with(MeterNames.WORKER_IDLE, "Time since the worker last finished a batch");
  }

  @Override
  public void run() {
    List<WorkerHealth> workers = source.get();
    for (State state : State.values()) {
      long number = workers.stream().filter(each -> each.status().state() == state).count();
      gauges.set(MeterNames.WORKERS, number, "state", state.name().toLowerCase(Locale.ROOT));
    }
    for (WorkerHealth worker : workers) {
      String name = worker.status().worker();
      gauges.set(MeterNames.WORKER_LAG, worker.lag(), "worker", name);
      gauges.set(MeterNames.WORKER_PARTITIONS, worker.partitions(), "worker", name);
      gauges.set(MeterNames.WORKER_RESTARTS, worker.restarts(), "worker", name);
      double idle = worker.sinceProgress().toMillis() / 1e3;
      gauges.set(MeterNames.WORKER_IDLE, idle, "worker", name);
    }
    gauges.publish();
  }
}
