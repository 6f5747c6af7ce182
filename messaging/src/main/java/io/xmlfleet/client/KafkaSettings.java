package io.xmlfleet.client;

import io.xmlfleet.client.folder.BrokerFolder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the brokers are and which client properties the user passes through. Immutable.
 *
 * @param bootstrapServers {@code host:port[,host:port…]}
 * @param overrides Kafka client properties by their own names ({@code security.protocol} …); they
 *     win over ours, except for those that the guarantees rest on
 * @param local whether the brokers are on this machine
 * @param folder of a broker that does not run: its topics can be read, and nothing else; null: the
 *     brokers run
 */
public record KafkaSettings(
    String bootstrapServers,
    Map<String, String> overrides,
    boolean local,
    @Nullable BrokerFolder folder) {
  private static final String PROVIDERS = "config.providers";

  /**
   * Kafka's own readers of values that stand elsewhere: {@code ${file:PATH:KEY}} of a properties
   * file, {@code ${dir:PATH:FILE}} of a folder of files, {@code ${env:VARIABLE}}.
   */
  private static final Map<String, String> STANDARD_PROVIDERS =
      Map.of(
          PROVIDERS,
          "file,dir,env",
          PROVIDERS + ".file.class",
          "org.apache.kafka.common.config.provider.FileConfigProvider",
          PROVIDERS + ".dir.class",
          "org.apache.kafka.common.config.provider.DirectoryConfigProvider",
          PROVIDERS + ".env.class",
          "org.apache.kafka.common.config.provider.EnvVarConfigProvider");

  /**
   * A fixed buffer allows one buffer a round trip: Kafka's own 64 KiB bring 13 MB/s over 5 ms,
   * however fast the network is.
   */
  private static final Map<String, Object> BUFFERS_AS_THE_SYSTEM_SIZES_THEM =
      Map.of("send.buffer.bytes", -1, "receive.buffer.bytes", -1);

  public KafkaSettings {
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException("no Kafka bootstrap servers given");
    }
    overrides = Map.copyOf(overrides);
  }

  public KafkaSettings(String bootstrapServers) {
    this(bootstrapServers, Map.of());
  }

  /** Brokers that are somewhere. */
  public KafkaSettings(String bootstrapServers, Map<String, String> overrides) {
    this(bootstrapServers, overrides, false, null);
  }

  /** Brokers on this machine. */
  public static KafkaSettings local(String bootstrapServers, Map<String, String> overrides) {
    return new KafkaSettings(bootstrapServers, overrides, true, null);
  }

  /** What a broker has left in its folder. */
  public static KafkaSettings in(BrokerFolder folder) {
    return new KafkaSettings("no broker", Map.of(), true, folder);
  }

  /**
   * Properties of one client, weakest first: {@code defaults}, the user's overrides, {@code fixed}.
   *
   * @param fixed what must not be overridden, because an acknowledgement or an offset depends on it
   */
  public Map<String, Object> clientProperties(Map<String, ?> defaults, Map<String, ?> fixed) {
    Map<String, Object> properties = new HashMap<>(BUFFERS_AS_THE_SYSTEM_SIZES_THEM);
    properties.putAll(defaults);
    if (local) {
      // Between processes of one machine, compressing takes longer than sending.
      properties.computeIfPresent("compression.type", (name, value) -> "none");
      // Their brokers answer at once; Kafka's own 100 ms are a fifth of a second at each start.
      properties.putIfAbsent("retry.backoff.ms", 20);
      // Each client would register its figures as beans, which nobody looks at in such a process,
      // and offer them to a broker that takes none.
      properties.putIfAbsent("metric.reporters", "");
      properties.putIfAbsent("enable.metrics.push", false);
    }
    if (pointsElsewhere() && !overrides.containsKey(PROVIDERS)) {
      properties.putAll(STANDARD_PROVIDERS);
    }
    properties.putAll(overrides);
    properties.putAll(fixed);
    properties.put("bootstrap.servers", bootstrapServers);
    return properties;
  }

  private boolean pointsElsewhere() {
    return overrides.values().stream().anyMatch(value -> value.contains("${"));
  }

  /** Keys only: values may hold passwords. */
  @Override
  public String toString() {
    return "KafkaSettings[" + bootstrapServers + ", overrides=" + overrides.keySet() + "]";
  }
}
