package io.xmlfleet.cli.prepare;

import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.cli.option.KafkaOptions;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.topic.TopicPlan;
import io.xmlfleet.topic.TopicSafety;
import io.xmlfleet.topic.TopicSetup;
import io.xmlfleet.wiring.KafkaAccess;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code xmlfleet topics create}. */
@Command(
    name = "create",
    description = {"Creates the topics that are missing; existing topics are not changed."},
    footer = {
      "",
      "Example:",
      "  xmlfleet topics create --kafka broker1:9092 --partitions 48 --replication 3"
    })
final class TopicsCreateCommand extends FleetCommand {
  private static final int MEBIBYTE = 1024 * 1024;

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "12",
      description =
          "Largest number of workers that can share the work (default: ${DEFAULT-VALUE}).")
  private int partitions = 12;

  @Option(
      names = "--replication",
      paramLabel = "N",
      defaultValue = "1",
      description = "Copies of each partition; 3 on a real cluster (default: ${DEFAULT-VALUE}).")
  private short replication = 1;

  @Option(
      names = "--max-document",
      paramLabel = "MIB",
      defaultValue = "16",
      description = "Size of the largest document, in MiB (default: ${DEFAULT-VALUE}).")
  private int maxDocumentMebibytes = 16;

  @Option(
      names = "--retention",
      paramLabel = "DAYS",
      defaultValue = "7",
      description = "How long work and results are kept, in days (default: ${DEFAULT-VALUE}).")
  private int retentionDays = 7;

  @Override
  public Integer call() {
    try (KafkaAccess access = KafkaAccess.toLook(kafka.request(), data(), clock())) {
      List<String> created = TopicSetup.create(access.settings(), kafka.topics(), plan());
      created.forEach(topic -> out().println("created " + topic));
      if (created.isEmpty()) {
        out().println("All topics were there already.");
      }
      TopicSafety.advice(access.settings(), kafka.topics()).forEach(out()::println);
    }
    return ExitCodes.ALL_LOADED;
  }

  private TopicPlan plan() {
    if (maxDocumentMebibytes < 1 || maxDocumentMebibytes > 1024) {
      throw new UsageException("--max-document is 1 to 1024 MiB, not " + maxDocumentMebibytes);
    }
    try {
      return new TopicPlan(
          partitions,
          replication,
          maxDocumentMebibytes * MEBIBYTE + TopicPlan.RECORD_OVERHEAD_BYTES,
          Duration.ofDays(retentionDays));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }
}
