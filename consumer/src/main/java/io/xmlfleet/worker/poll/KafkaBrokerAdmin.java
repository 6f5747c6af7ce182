package io.xmlfleet.worker.poll;

import io.xmlfleet.client.ClientFactory;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.InfrastructureException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks with an admin client. Thread-safe. */
public final class KafkaBrokerAdmin implements BrokerAdmin, AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final String address;
  private final Admin admin;

  /**
   * Opens the client.
   *
   * @throws io.xmlfleet.failure.UsageException if a setting that was passed through is not valid
   */
  public KafkaBrokerAdmin(KafkaSettings kafka) {
    this.address = kafka.bootstrapServers();
    this.admin =
        ClientFactory.admin(
            kafka, Map.of("default.api.timeout.ms", 15_000, "request.timeout.ms", 10_000));
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public int featureLevel(String feature) {
    FinalizedVersionRange levels =
        await(admin.describeFeatures().featureMetadata(), unusable())
            .finalizedFeatures()
            .get(feature);
    return levels == null ? 0 : levels.maxVersionLevel();
  }

  @Override
  public Set<String> missing(Collection<String> topics) {
    Set<String> missing = new TreeSet<>();
    admin
        .describeTopics(topics)
        .topicNameValues()
        .forEach(
            (topic, description) -> {
              try {
                var unused = await(description, unusable());
              } catch (InfrastructureException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                  throw e;
                }
                missing.add(topic);
              }
            });
    return missing;
  }

  @Override
  public void configureGroup(String group, Map<String, String> settings) {
    List<AlterConfigOp> changes =
        settings.entrySet().stream()
            .map(each -> new ConfigEntry(each.getKey(), each.getValue()))
            .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
            .toList();
    ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
    var unused =
        await(
            admin.incrementalAlterConfigs(Map.of(resource, List.copyOf(changes))).all(),
            "the share group " + group + " cannot be set up");
  }

  private String unusable() {
    return "the broker " + address + " cannot be used";
  }

  private static <T> T await(KafkaFuture<T> answer, String problem) {
    Throwable cause;
    try {
      return answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      cause = e.getCause() == null ? e : e.getCause();
    } catch (TimeoutException e) {
      cause = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cause = e;
    }
    throw new InfrastructureException(problem + ": " + cause.getMessage(), cause);
  }

  @Override
  public void close() {
    admin.close();
  }
}
