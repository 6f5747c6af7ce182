package io.xmlfleet.cli;

import io.xmlfleet.database.WriterOptions;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.worker.BatchLimits;
import io.xmlfleet.worker.DeliveryMode;
import io.xmlfleet.worker.WorkerSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How documents are worked on. */
@Command(optionListHeading = "%nWork:%n")
final class WorkOptions {
  private static final long MEBIBYTE = 1024L * 1024;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Workers of this process, each with its own Kafka consumer and database connection"
              + " (default: one a processor, 2 at least and 8 at most).")
  private int threads = Math.max(2, Math.min(8, Runtime.getRuntime().availableProcessors()));

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "Most documents in one transaction (default: ${DEFAULT-VALUE}). It begins with 100, and"
              + " takes more or fewer as the database is quick or slow.")
  private int batchRecords = 1000;

  @Option(
      names = "--batch-mib",
      paramLabel = "MIB",
      description =
          "Most document text in one transaction (default: 16, less where Java's heap is small).")
  private @Nullable Integer batchMebibytes;

  @Option(
      names = "--db-batch",
      paramLabel = "ROWS",
      defaultValue = "1000",
      description = "Most rows sent to the database at once (default: ${DEFAULT-VALUE}).")
  private int databaseBatchRows = 1000;

  @Option(
      names = "--bulk-copy",
      paramLabel = "true|false",
      arity = "1",
      defaultValue = "true",
      description =
          "Whether SQL Server's bulk protocol is used, or plain batches (default:"
              + " ${DEFAULT-VALUE}).")
  private boolean bulkCopy = true;

  @Option(
      names = "--item-timeout",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description =
          "A document that keeps a processor busy for longer fails with TIMEOUT (default:"
              + " ${DEFAULT-VALUE}).")
  private int itemTimeoutSeconds = 300;

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      description =
          "Group that shares the work (default: PREFIX.consumers, of shares PREFIX.sharers).")
  private @Nullable String group;

  @Option(
      names = "--delivery",
      paramLabel = "MODE",
      defaultValue = "group",
      description =
          "group: a partition is one worker's. share: each worker takes the next documents of any"
              + " partition, so that there may be more workers than partitions and a slow one holds"
              + " nobody up (default: ${DEFAULT-VALUE}).")
  private DeliveryMode delivery = DeliveryMode.GROUP;

  @Option(
      names = "--instance",
      paramLabel = "NAME",
      description = "Name of this process in outcomes and progress (default: host and process id).")
  private @Nullable String instance;

  /**
   * The workers' settings.
   *
   * @throws UsageException if one is out of its range
   */
  WorkerSettings workers(TopicNames topics) {
    try {
      WorkerSettings settings =
          WorkerSettings.standard(topics)
              .withThreads(threads)
              .withBatch(batch())
              .withItemLimit(Duration.ofSeconds(itemTimeoutSeconds));
      if (delivery == DeliveryMode.SHARE) {
        settings = settings.withDelivery(delivery).withGroup(topics.shareGroup());
      }
      settings = group == null ? settings : settings.withGroup(group);
      return instance == null ? settings : settings.withInstance(instance);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  private BatchLimits batch() {
    BatchLimits fitting = BatchLimits.within(Runtime.getRuntime().maxMemory(), threads);
    long bytes = batchMebibytes == null ? fitting.bytes() : batchMebibytes * MEBIBYTE;
    return new BatchLimits(batchRecords, bytes, fitting.linger());
  }

  /**
   * How rows are written.
   *
   * @throws UsageException if the batch is not positive
   */
  WriterOptions writing() {
    try {
      return new WriterOptions(databaseBatchRows, bulkCopy);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }
}
