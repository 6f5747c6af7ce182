package io.xmlfleet.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

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
  void neverShowsValues() {
    assertThat(settings.toString()).contains("sasl.jaas.config").doesNotContain("hush");
    assertThat(Secret.of("hush").toString()).doesNotContain("hush");
  }
}
