package io.xmlfleet.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.settings.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaSettingsTest {
  private final KafkaSettings settings =
      new KafkaSettings(
          "b:9092", Map.of("sasl.jaas.config", "hush", "acks", "1", "linger.ms", "9"));

  @Test
  void theUsersPropertiesWinOverDefaultsButNotOverTheGuarantees() {
    assertThat(settings.clientProperties(Map.of("linger.ms", "5"), Map.of("acks", "all")))
        .containsEntry("linger.ms", "9")
        .containsEntry("acks", "all")
        .containsEntry("bootstrap.servers", "b:9092");
  }

  @Test
  void compressesNothingForBrokersOnThisMachineUnlessTheUserWants() {
    Map<String, String> lz4 = Map.of("compression.type", "lz4");

    assertThat(new KafkaSettings("b:9092", Map.of()).clientProperties(lz4, Map.of()))
        .containsEntry("compression.type", "lz4");
    assertThat(KafkaSettings.local("b:9092", Map.of()).clientProperties(lz4, Map.of()))
        .containsEntry("compression.type", "none");
    assertThat(KafkaSettings.local("b:9092", Map.of()).clientProperties(Map.of(), Map.of()))
        .doesNotContainKey("compression.type");
    assertThat(KafkaSettings.local("b:9092", lz4).clientProperties(lz4, Map.of()))
        .containsEntry("compression.type", "lz4");
  }

  @Test
  void asksBrokersOnThisMachineAgainSoon() {
    assertThat(new KafkaSettings("b:9092").clientProperties(Map.of(), Map.of()))
        .doesNotContainKey("retry.backoff.ms");
    assertThat(KafkaSettings.local("b:9092", Map.of()).clientProperties(Map.of(), Map.of()))
        .containsEntry("retry.backoff.ms", 20);
  }

  @Test
  void registersFiguresOfClientsOfThisMachineOnlyIfTheUserWants() {
    Map<String, String> jmx =
        Map.of("metric.reporters", "org.apache.kafka.common.metrics.JmxReporter");

    assertThat(new KafkaSettings("b:9092").clientProperties(Map.of(), Map.of()))
        .doesNotContainKeys("metric.reporters", "enable.metrics.push");
    assertThat(KafkaSettings.local("b:9092", Map.of()).clientProperties(Map.of(), Map.of()))
        .containsEntry("metric.reporters", "")
        .containsEntry("enable.metrics.push", false);
    assertThat(KafkaSettings.local("b:9092", jmx).clientProperties(Map.of(), Map.of()))
        .containsAllEntriesOf(jmx);
  }

  @Test
  void letsKafkaReadValuesThatStandElsewhere(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("kafka.properties"), "the-password=hush\n");
    KafkaSettings pointing =
        new KafkaSettings(
            "b:9092", Map.of("ssl.keystore.password", "${file:" + file + ":the-password}"));

    AdminClientConfig read = new AdminClientConfig(pointing.clientProperties(Map.of(), Map.of()));

    assertThat(read.getPassword("ssl.keystore.password").value()).isEqualTo("hush");
    assertThat(read.values().get("ssl.keystore.password")).hasToString("[hidden]");
    assertThat(settings.clientProperties(Map.of(), Map.of())).doesNotContainKey("config.providers");
    Map<String, String> own = Map.of("config.providers", "mine", "sasl.jaas.config", "${mine:a:b}");
    assertThat(new KafkaSettings("b:9092", own).clientProperties(Map.of(), Map.of()))
        .containsEntry("config.providers", "mine")
        .doesNotContainKey("config.providers.file.class");
  }

  @Test
  void neverShowsValues() {
    assertThat(settings.toString()).contains("sasl.jaas.config").doesNotContain("hush");
    assertThat(Secret.of("hush").toString()).doesNotContain("hush");
  }
}
