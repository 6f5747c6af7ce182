package io.xmlfleet.cli.option;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.FileProblem;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.source.document.DocumentSource;
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
import picocli.CommandLine.Option;

/** Documents on a topic of others, instead of files. */
@Command(optionListHeading = "%nTopic:%n")
public final class TopicOptions implements SourceKind {
  private static final List<String> OTHERS =
      List.of("--source-group", "--source-kafka", "--source-kafka-config");

  @Option(
      names = "--from-topic",
      paramLabel = "TOPIC",
      description =
          "Read the documents from this topic, up to its present end, or with --follow"
              + " until you stop the command. A document is named by its record's key, or by"
              + " topic, partition and offset.")
  private @Nullable String topic;

  @Option(
      names = "--source-group",
      paramLabel = "GROUP",
      description =
          "Consumer group that remembers how far the topic was read; the next start"
              + " continues there (default: PREFIX.source).")
  private @Nullable String group;

  @Option(
      names = "--source-kafka",
      paramLabel = "HOST:PORT",
      description = "The brokers of the topic (default: those of --kafka).")
  private @Nullable String servers;

  @Option(
      names = "--source-kafka-config",
      paramLabel = "FILE",
      description = "Properties of the Kafka client for --source-kafka, such as security.protocol.")
  private @Nullable Path config;

  @Override
  public String option() {
    return "--from-topic";
  }

  @Override
  public boolean asked() {
    return topic != null;
  }

  @Override
  public List<String> options() {
    return OTHERS;
  }

  @Override
  public boolean canBeResumed() {
    return false;
  }

  @Override
  public void check(boolean follows) {
    if (config != null && servers == null) {
      throw new UsageException("--source-kafka-config needs --source-kafka");
    }
  }

  @Override
  public DocumentSource open(Request request) {
    TopicNames topics = request.topics();
    String named = topic;
    if (named == null) {
      throw new IllegalStateException("no topic is asked for");
    }
    if (servers == null && topics.allWork().contains(named)) {
      throw new UsageException(named + " is the topic that documents would be sent to");
    }
    return TopicSource.open(
        servers == null ? request.kafka() : new KafkaSettings(servers, properties()),
        named,
        group == null ? topics.prefix() + ".source" : group,
        request.maxDocumentBytes(),
        request.following());
  }

  private Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    if (config != null) {
      Properties read = new Properties();
      try (Reader reader = Files.newBufferedReader(config, StandardCharsets.UTF_8)) {
        read.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new UsageException(FileProblem.reading("the properties file " + config, e), e);
      }
      read.stringPropertyNames().forEach(name -> properties.put(name, read.getProperty(name)));
    }
    return properties;
  }
}
