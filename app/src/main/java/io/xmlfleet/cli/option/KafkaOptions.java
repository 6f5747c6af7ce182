package io.xmlfleet.cli.option;

import io.xmlfleet.cli.base.Environment;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.process.DataFolder;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.wiring.KafkaAccess;
import io.xmlfleet.wiring.KafkaRequest;
import io.xmlfleet.wiring.MetricsAccess;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which Kafka, and how to talk to it. */
@Command(optionListHeading = "%nKafka:%n")
public final class KafkaOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec mixee = CommandSpec.create();

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description =
          "Bootstrap servers, comma-separated (default: the broker of the data folder; if"
              + " it does not run, consume, aggregate and produce wait for it, and other commands"
              + " start it).")
  private @Nullable String servers;

  @Option(
      names = "--topic-prefix",
      paramLabel = "PREFIX",
      defaultValue = TopicNames.DEFAULT_PREFIX,
      description =
          "First part of the names of all topics and groups; separates several fleets on"
              + " one cluster (default: ${DEFAULT-VALUE}).")
  private String prefix = TopicNames.DEFAULT_PREFIX;

  @Option(
      names = {"-K", "--kafka-option"},
      paramLabel = "KEY=VALUE",
      description =
          "A property of the Kafka clients, such as security.protocol=SSL; repeatable. Secrets:"
              + " $${file:PATH:KEY}, $${env:VARIABLE}, or kafka.KEY=... in the file of --config.")
  private Map<String, String> options = new LinkedHashMap<>();

  /**
   * What was asked for.
   *
   * @throws UsageException if a flag shows a secret
   */
  public KafkaRequest request() {
    SecretExposure.refuseInFlags(mixee, options);
    Map<String, String> overrides = new HashMap<>(Environment.of(mixee).config().kafka());
    overrides.putAll(options);
    return new KafkaRequest(servers, overrides, FleetCommand.owner(mixee));
  }

  /** Whether it is somebody else's. */
  public boolean named() {
    return servers != null;
  }

  /** Loads what the broker of this process needs, if it may start one, beside other work. */
  public void warmUp() {
    if (!named()) {
      KafkaAccess.warmUp();
    }
  }

  /** Opens it, with its topics, for a command that only reads them. */
  public KafkaAccess toRead() {
    FleetCommand command = FleetCommand.of(mixee);
    return KafkaAccess.toRead(request(), command.data(), topics(), command.clock());
  }

  /** Opens it, with its topics, for a command that only looks. */
  public KafkaAccess toLook() {
    FleetCommand command = FleetCommand.of(mixee);
    return KafkaAccess.toLook(request(), command.data(), command.clock()).withTopics(topics());
  }

  /** The same for one that also asks how far a group is. */
  public KafkaAccess toRead(String group) {
    DataFolder data = FleetCommand.of(mixee).data();
    return KafkaAccess.stopped(request(), data, topics(), group).orElseGet(this::toLook);
  }

  /** Opens it, with its topics, for a command that works. */
  public KafkaAccess toWork() {
    return opened(MetricsAccess.NONE).withTopics(topics()).withAdvice(topics());
  }

  /**
   * The same with clients that are counted; {@link KafkaAccess#awaitTopics} waits for the topics.
   */
  public KafkaAccess toWork(MetricsAccess metrics) {
    return opened(metrics).beginTopics(topics()).withAdvice(topics());
  }

  private KafkaAccess opened(MetricsAccess metrics) {
    FleetCommand command = FleetCommand.of(mixee);
    return KafkaAccess.toWork(metrics.counted(request()), command.data(), command.clock());
  }

  /** The same for a command that starts no broker: it waits for one. */
  public KafkaAccess toJoin(MetricsAccess metrics) {
    FleetCommand command = FleetCommand.of(mixee);
    return KafkaAccess.toJoin(
            metrics.counted(request()), command.data(), command.waitingFor("broker", "--kafka"))
        .withTopics(topics())
        .withAdvice(topics());
  }

  public TopicNames topics() {
    try {
      return new TopicNames(prefix);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }
}
