package io.xmlfleet.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;

/**
 * Passes a Kafka client's own metrics on, under the names that Micrometer's binder for Kafka gives
 * them. Each client makes one, by its class name in {@code metric.reporters}; that is why the
 * meters go to Micrometer's global registry. Thread-safe.
 *
 * <p>Only what is of the whole client, and the lag of each partition: series a topic, broker or
 * partition multiply with the fleet.
 */
public final class KafkaClientReporter implements MetricsReporter {
  private static final String CLIENT = "client-id";
  private static final Set<String> OF_A_CLIENT = Set.of(CLIENT);
  private static final Set<String> OF_A_PARTITION = Set.of(CLIENT, "topic", "partition");
  private static final String LAG = "records-lag";
  private static final Set<String> NO_NUMBERS = Set.of("app-info", "kafka-metrics-count");

  private final Map<MetricName, Meter> meters = new ConcurrentHashMap<>();

  /** For Kafka, which makes it by its name. */
  public KafkaClientReporter() {}

  @Override
  public void configure(Map<String, ?> configs) {}

  @Override
  public void init(List<KafkaMetric> metrics) {
    metrics.forEach(this::metricChange);
  }

  @Override
  public void metricChange(KafkaMetric metric) {
    if (isOfUse(metric.metricName())) {
      meters.computeIfAbsent(metric.metricName(), name -> meter(name, metric));
    }
  }

  static boolean isOfUse(MetricName name) {
    Set<String> tags = name.tags().keySet();
    boolean lag = name.name().equals(LAG) && tags.equals(OF_A_PARTITION);
    return !NO_NUMBERS.contains(name.group()) && (lag || tags.equals(OF_A_CLIENT));
  }

  private static Meter meter(MetricName name, KafkaMetric metric) {
    String ours = name(name);
    Tags tags = Tags.empty();
    for (Map.Entry<String, String> tag : name.tags().entrySet()) {
      tags = tags.and(tag.getKey().replace('-', '.'), tag.getValue());
    }
    if (name.name().endsWith("-total")) {
      return FunctionCounter.builder(ours, metric, KafkaClientReporter::value)
          .description(name.description())
          .tags(tags)
          .register(Metrics.globalRegistry);
    }
    return Gauge.builder(ours, metric, KafkaClientReporter::value)
        .description(name.description())
        .tags(tags)
        .register(Metrics.globalRegistry);
  }

  static String name(MetricName name) {
    String group = name.group().replaceFirst("-metrics$", "");
    return ("kafka." + group + '.' + name.name()).replace('-', '.');
  }

  /** As Kafka measures it now; a text or nothing is no number. */
  private static double value(KafkaMetric metric) {
    return metric.metricValue() instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  @Override
  public void metricRemoval(KafkaMetric metric) {
    Meter meter = meters.remove(metric.metricName());
    if (meter != null) {
      Metrics.globalRegistry.remove(meter);
    }
  }

  @Override
  public void close() {
    meters.values().forEach(Metrics.globalRegistry::remove);
    meters.clear();
  }
}
