package io.xmlfleet.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.pipeline.WorkObserver;
import io.xmlfleet.progress.Aggregator;
import io.xmlfleet.publish.PublishProgress;
import io.xmlfleet.worker.WorkerHealth;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The meters of this process: the JVM's, the Kafka clients' and ours. One a process, since Kafka's
 * clients report to Micrometer's global registry. Thread-safe.
 */
public final class FleetMetrics implements AutoCloseable {
  private static final PublishProgress NOTHING_SENT =
      new PublishProgress(0, 0, 0, OptionalLong.empty());

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final List<Runnable> looks = new CopyOnWriteArrayList<>();
  private final Clock clock;

  public FleetMetrics(Clock clock) {
    this.clock = clock;
    for (MeterBinder binder :
        List.of(
            new JvmMemoryMetrics(),
            collections,
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics())) {
      binder.bindTo(registry);
    }
    Metrics.addRegistry(registry);
  }

  /** Counts what the workers do that it is given to. */
  public WorkObserver work() {
    return new WorkMeters(registry);
  }

  /** Shows how these workers are. */
  public void workers(Supplier<List<WorkerHealth>> source) {
    looks.add(new WorkerGauges(registry, source));
  }

  /**
   * Shows how far the sending is.
   *
   * @param source null: nothing is sent yet
   */
  public void sending(Supplier<@Nullable PublishProgress> source) {
    counter(MeterNames.SENT, "Documents that the brokers have", source, PublishProgress::sent);
    counter(MeterNames.SENT_BYTES, "Size of the documents read", source, PublishProgress::bytes);
    counter(MeterNames.REFUSED, "Documents that were not sent", source, PublishProgress::rejected);
  }

  private void counter(
      String name,
      String description,
      Supplier<@Nullable PublishProgress> source,
      ToDoubleFunction<PublishProgress> part) {
    FunctionCounter.builder(
            name,
            this,
            self -> {
              PublishProgress progress = source.get();
              return part.applyAsDouble(progress == null ? NOTHING_SENT : progress);
            })
        .description(description)
        .register(registry);
  }

  /** Shows what this aggregator does and what it says of the runs. */
  public void aggregator(Aggregator aggregator) {
    runs(
        new RunGauges.Source() {
          @Override
          public Aggregator.Sign sign() {
            return aggregator.sign();
          }

          @Override
          public List<ProgressReport> reports() {
            return aggregator.reports();
          }
        });
  }

  void runs(RunGauges.Source source) {
    looks.add(new RunGauges(registry, source, clock));
  }

  /** Where a connection pool may count itself: what HikariCP takes as its metric registry. */
  public Object registry() {
    return registry;
  }

  /**
   * All meters as text.
   *
   * @param contentType {@code text/plain} or {@code application/openmetrics-text}
   */
  public synchronized String scrape(String contentType) {
    looks.forEach(Runnable::run);
    return registry.scrape(contentType);
  }

  @Override
  public void close() {
    Metrics.removeRegistry(registry);
    collections.close();
    registry.close();
  }
}
