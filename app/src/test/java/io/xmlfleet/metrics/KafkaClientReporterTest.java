package io.xmlfleet.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MeasurableStat;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.common.metrics.stats.Value;
import org.junit.jupiter.api.Test;

class KafkaClientReporterTest {
  private static final Map<String, String> CLIENT = Map.of("client-id", "here-worker-1");

  @Test
  void passesOnWhatIsOfTheWholeClientAndTheLagOfEachPartition() {
    assertThat(KafkaClientReporter.isOfUse(name("bytes-consumed-total", CLIENT))).isTrue();
    assertThat(
            KafkaClientReporter.isOfUse(
                name("records-lag", Map.of("client-id", "c", "topic", "work", "partition", "3"))))
        .isTrue();
    assertThat(
            KafkaClientReporter.isOfUse(
                name("bytes-consumed-total", Map.of("client-id", "c", "topic", "work"))))
        .isFalse();
    assertThat(KafkaClientReporter.isOfUse(new MetricName("version", "app-info", "a text", CLIENT)))
        .isFalse();
  }

  @Test
  void showsMetricsWhileTheClientHasThem() {
    try (FleetMetrics fleet = new FleetMetrics(Clock.systemUTC());
        Metrics client = new Metrics()) {
      KafkaClientReporter reporter = new KafkaClientReporter();
      KafkaMetric total =
          metric(client, name("bytes-consumed-total", CLIENT), new CumulativeSum(12));
      KafkaMetric rate = metric(client, name("fetch-rate", CLIENT), new Value());
      reporter.metricChange(total);
      reporter.metricChange(rate);

      String shown = fleet.scrape("text/plain");
      assertThat(shown)
          .contains(
              "kafka_consumer_fetch_manager_bytes_consumed_total{client_id=\"here-worker-1\"} 12.0",
              "kafka_consumer_fetch_manager_fetch_rate{client_id=\"here-worker-1\"} 0.0");

      reporter.metricRemoval(rate);
      assertThat(fleet.scrape("text/plain"))
          .contains("bytes_consumed")
          .doesNotContain("fetch_rate");
      reporter.close();
      assertThat(fleet.scrape("text/plain")).doesNotContain("bytes_consumed");
    }
  }

  private static KafkaMetric metric(Metrics client, MetricName name, MeasurableStat stat) {
    client.addMetric(name, stat);
    return client.metric(name);
  }

  private static MetricName name(String name, Map<String, String> tags) {
    return new MetricName(name, "consumer-fetch-manager-metrics", "", tags);
  }
}
