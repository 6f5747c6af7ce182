package io.xmlfleet.wiring;

import io.xmlfleet.database.Database;
import io.xmlfleet.metrics.FleetMetrics;
import io.xmlfleet.metrics.KafkaClientReporter;
import io.xmlfleet.metrics.MetricsServer;
import io.xmlfleet.metrics.MetricsServer.Condition;
import io.xmlfleet.pipeline.WorkObserver;
import io.xmlfleet.process.Health;
import io.xmlfleet.progress.Aggregator;
import io.xmlfleet.publish.PublishProgress;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of this process and the port that serves them, with its health; or none of it, and
 * then nothing is counted. Opened before, and closed after, what it counts. Thread-safe.
 */
public final class MetricsAccess implements AutoCloseable {
  /** Counts nothing and serves nothing. */
  public static final MetricsAccess NONE = new MetricsAccess(null);

  private static final String REPORTERS = "metric.reporters";

  /** What Kafka's clients report to if nobody says otherwise. */
  private static final String KAFKAS_OWN = "org.apache.kafka.common.metrics.JmxReporter";

  private record Open(FleetMetrics metrics, MetricsServer server, Probed probed) {}

  private final @Nullable Open open;

  private MetricsAccess(@Nullable Open open) {
    this.open = open;
  }

  /**
   * Begins to count and to serve.
   *
   * @param port 0: any free one
   * @throws io.xmlfleet.failure.UsageException if there is no such port
   * @throws io.xmlfleet.failure.InfrastructureException if it is taken
   */
  public static MetricsAccess serve(String host, int port, Clock clock) {
    FleetMetrics metrics = new FleetMetrics(clock);
    Probed probed = new Probed();
    try {
      MetricsServer server = MetricsServer.start(host, port, metrics, probed);
      return new MetricsAccess(new Open(metrics, server, probed));
    } catch (RuntimeException e) {
      metrics.close();
      throw e;
    }
  }

  /** Where they are; empty: nowhere. */
  public Optional<String> url() {
    return Optional.ofNullable(open).map(each -> each.server().url());
  }

  /** The same Kafka with clients that are counted. */
  public KafkaRequest counted(KafkaRequest request) {
    if (open == null) {
      return request;
    }
    Map<String, String> overrides = new HashMap<>(request.overrides());
    overrides.merge(
        REPORTERS,
        KAFKAS_OWN + ',' + KafkaClientReporter.class.getName(),
        (theirs, ours) -> theirs + ',' + KafkaClientReporter.class.getName());
    return new KafkaRequest(request.servers(), overrides, request.owner());
  }

  WorkObserver work() {
    return open == null ? WorkObserver.NONE : open.metrics().work();
  }

  void connections(Database database) {
    if (open != null) {
      database.countConnections(open.metrics().registry());
    }
  }

  /** Shows these workers and that aggregator. */
  public void show(LocalFleet fleet) {
    if (open != null) {
      show(fleet.consumers());
      show(fleet.aggregator());
    }
  }

  /** Shows these workers. */
  public void show(ConsumerProcess consumers) {
    if (open != null) {
      open.metrics().workers(consumers::health);
    }
  }

  /** Shows this aggregator and its reports. */
  public void show(Aggregator aggregator) {
    if (open != null) {
      open.metrics().aggregator(aggregator);
    }
  }

  /**
   * Shows how far the sending is.
   *
   * @param progress gives null before the first document
   */
  public void sending(Supplier<@Nullable PublishProgress> progress) {
    if (open != null) {
      open.metrics().sending(progress);
    }
  }

  /** From now on, this says how the process is. */
  public void report(Supplier<Health> health) {
    if (open != null) {
      open.probed().source = health;
    }
  }

  /** From now on it finishes what it has in hand. */
  public void stopping() {
    report(() -> Health.STOPPING);
  }

  @Override
  public void close() {
    if (open != null) {
      open.server().close();
      open.metrics().close();
    }
  }

  private static final class Probed implements MetricsServer.Probes {
    private volatile Supplier<Health> source = () -> Health.STARTING;

    @Override
    public Condition live() {
      Health health = source.get();
      return new Condition(health.alive(), health.line());
    }

    @Override
    public Condition ready() {
      Health health = source.get();
      return new Condition(health.ready(), health.line());
    }
  }
}
