package io.xmlfleet.cli.option;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.Following;
import io.xmlfleet.source.topic.TopicSource;
import io.xmlfleet.topic.TopicNames;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Documents on a topic of others, instead of files. */
@Command(optionListHeading = "%nTopic:%n")
public final class TopicOptions {
  private static final List<String> OTHERS =
      List.of("--source-group", "--source-kafka", "--source-kafka-config");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec mixee = CommandSpec.create();

  @Option(
      names = "--from-topic",
      paramLabel = "TOPIC",
      description =
          "Read the values of this topic, as far as it goes now, or with --follow until stopped. Each"
              + " is named by its key, or by topic, partition and offset.")
  private @Nullable String topic;

  @Option(
      names = "--source-group",
      paramLabel = "GROUP",
      description =
          "Remembers how far the topic was read; the next time begins there (default:"
              + " PREFIX.source).")
  private @Nullable String group;

  @Option(
      names = "--source-kafka",
      paramLabel = "HOST:PORT",
      description = "The brokers of the topic (default: those of --kafka).")
  private @Nullable String servers;

  @Option(
      names = "--source-kafka-config",
      paramLabel = "FILE",
      description = "Properties of the client of --source-kafka, such as security.protocol.")
  private @Nullable Path config;

  public boolean asked() {
    return topic != null;
  }

  /**
   * Checks that no option is without effect.
   *
   * @throws UsageException if one is
   */
  public void requireSensible() {
    for (String other : OTHERS) {
      if (!asked() && mixee.commandLine().getParseResult().hasMatchedOption(other)) {
        throw new UsageException(other + " needs --from-topic");
      }
    }
    if (config != null && servers == null) {
      throw new UsageException("--source-kafka-config needs --source-kafka");
    }
  }

  /**
   * Opens the topic.
   *
   * @param fleet the brokers of --kafka
   * @throws UsageException if it cannot be read as asked
   */
  public DocumentSource open(
      KafkaSettings fleet, TopicNames topics, int maxDocumentBytes, @Nullable Following following) {
    String named = topic;
    if (named == null) {
      throw new IllegalStateException("no topic is asked for");
    }
    if (servers == null && topics.allWork().contains(named)) {
      throw new UsageException(named + " is the topic that documents would be sent to");
    }
    return TopicSource.open(
        servers == null ? fleet : new KafkaSettings(servers, properties()),
        named,
        group == null ? topics.prefix() + ".source" : group,
        maxDocumentBytes,
        following);
  }

  private Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    if (config != null) {
      Properties read = new Properties();
      try (Reader reader = Files.newBufferedReader(config, StandardCharsets.UTF_8)) {
        read.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new UsageException("cannot read the properties of " + config, e);
      }
      read.stringPropertyNames().forEach(name -> properties.put(name, read.getProperty(name)));
    }
    return properties;
  }
}
