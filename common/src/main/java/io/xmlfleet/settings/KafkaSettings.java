package io.xmlfleet.settings;

import java.util.HashMap;
import java.util.Map;

/**
 * Where the brokers are and which client properties the user passes through. Immutable.
 *
 * @param bootstrapServers {@code host:port[,host:port…]}
 * @param overrides Kafka client properties by their own names ({@code security.protocol} …); they
 *     win over ours, except for those that the guarantees rest on
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> overrides) {
  public KafkaSettings {
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException("no Kafka bootstrap servers given");
    }
    overrides = Map.copyOf(overrides);
  }

  public KafkaSettings(String bootstrapServers) {
    this(bootstrapServers, Map.of());
  }

  /**
   * Properties of one client, weakest first: {@code defaults}, the user's overrides, {@code fixed}.
   *
   * @param fixed what must not be overridden, because an acknowledgement or an offset depends on it
   */
  public Map<String, Object> clientProperties(Map<String, ?> defaults, Map<String, ?> fixed) {
    Map<String, Object> properties = new HashMap<>(defaults);
    properties.putAll(overrides);
    properties.putAll(fixed);
    properties.put("bootstrap.servers", bootstrapServers);
    return properties;
  }

  /** Keys only: values may hold passwords. */
  @Override
  public String toString() {
    return "KafkaSettings[" + bootstrapServers + ", overrides=" + overrides.keySet() + "]";
  }
}
