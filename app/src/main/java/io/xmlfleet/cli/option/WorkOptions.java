package io.xmlfleet.cli.option;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.pipeline.LoadMode;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.wiring.ConsumerPlan;
import io.xmlfleet.wiring.Contracts;
import io.xmlfleet.wiring.KafkaAccess;
import io.xmlfleet.wiring.MetricsAccess;
import io.xmlfleet.wiring.TableCare;
import io.xmlfleet.worker.WorkerSettings;
import io.xmlfleet.worker.poll.BatchLimits;
import io.xmlfleet.worker.poll.DeliveryMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How documents are worked on. */
@Command(optionListHeading = "%nWork:%n")
public final class WorkOptions {
  private static final long MEBIBYTE = 1024L * 1024;
  private static final String AUTO = "auto";

  /** A worker mostly waits for the database. */
  private static final int THREADS_A_PROCESSOR = 4;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description =
          "Sets workers and batches together: development (2 threads, batches of 50),"
              + " testing (2, 200), production (4, 1000), high_memory (8, 1000 and 32 MiB); their"
              + " own options have priority.")
  private @Nullable WorkProfile profile;

  @Option(
      names = "--threads",
      paramLabel = "N|auto|auto:N",
      description =
          "Workers of this process, each with its own Kafka consumer and database"
              + " connection (default: one for each processor, at least 2 and at most 8). auto: as"
              + " many as there are partitions for, up to 4 for each processor, or up to N.")
  private @Nullable String threads;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description =
          "Largest number of documents in one transaction (default: 1000). The number"
              + " starts at 100 and then follows the speed of the database.")
  private @Nullable Integer batchRecords;

  @Option(
      names = "--batch-mib",
      paramLabel = "MIB",
      description =
          "Largest size of all documents in one transaction (default: 16, less where Java's"
              + " heap is small).")
  private @Nullable Integer batchMebibytes;

  @Option(
      names = "--document-mib",
      paramLabel = "MIB",
      description =
          "Largest memory that one document may need while it becomes rows: its bytes,"
              + " texts and rows, by an estimate. A document that needs more is rejected (default:"
              + " two fifths of Java's heap).")
  private @Nullable Integer documentMebibytes;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "insert",
      description =
          "insert: a document that is loaded already is not loaded again. replace: a newer"
              + " version replaces the rows of the older one. verify: compare with the database"
              + " and write nothing (default: ${DEFAULT-VALUE}).")
  private LoadMode.Kind mode = LoadMode.Kind.INSERT;

  @Option(
      names = "--db-batch",
      paramLabel = "ROWS",
      defaultValue = "1000",
      description =
          "Largest number of rows sent to the database at once (default: ${DEFAULT-VALUE}).")
  private int databaseBatchRows = 1000;

  @Option(
      names = "--bulk-copy",
      paramLabel = "true|false",
      arity = "1",
      defaultValue = "true",
      description =
          "Whether to use SQL Server's bulk copy and PostgreSQL's COPY; false: inserts only"
              + " (default: ${DEFAULT-VALUE}).")
  private boolean bulkCopy = true;

  @Option(
      names = "--item-timeout",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description =
          "A document that needs more processor time fails with TIMEOUT (default:"
              + " ${DEFAULT-VALUE}).")
  private int itemTimeoutSeconds = 300;

  @Option(
      names = "--statement-timeout",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description =
          "A statement that takes longer is ended. If its table does not accept other rows"
              + " either, the workers wait, as if the database were away; otherwise the document"
              + " that caused it fails with TIMEOUT (default: ${DEFAULT-VALUE}).")
  private int statementTimeoutSeconds = 300;

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      description =
          "Group of the consumers that share the work (default: PREFIX.consumers; with"
              + " --delivery share PREFIX.sharers).")
  private @Nullable String group;

  @Option(
      names = "--delivery",
      paramLabel = "MODE",
      defaultValue = "group",
      description =
          "group: each partition belongs to one worker. share: each worker takes the next"
              + " documents of any partition, so there may be more workers than partitions, and a"
              + " slow worker does not delay the others (default: ${DEFAULT-VALUE}).")
  private DeliveryMode delivery = DeliveryMode.GROUP;

  @Option(
      names = "--instance",
      paramLabel = "NAME",
      description = "Name of this process in outcomes and progress (default: host and process id).")
  private @Nullable String instance;

  @Option(
      names = "--static-members",
      description =
          "If an --instance is started again within the session time of the group, its"
              + " workers get their partitions back, and the other workers keep theirs.")
  private boolean staticMembers;

  /**
   * The workers' settings.
   *
   * @throws UsageException if one is out of its range
   */
  public WorkerSettings workers(TopicNames topics) {
    if (staticMembers && instance == null) {
      throw new UsageException(
          "--static-members needs an --instance name that stays the same from start to start");
    }
    try {
      String named =
          group != null
              ? group
              : delivery == DeliveryMode.SHARE ? topics.shareGroup() : topics.consumerGroup();
      WorkerSettings settings =
          WorkerSettings.standard(topics)
              .withThreads(threads())
              .withMembership(new WorkerSettings.Membership(named, delivery, staticMembers))
              .withBatch(batch())
              .withItemLimit(Duration.ofSeconds(itemTimeoutSeconds))
              .withStatementLimit(Duration.ofSeconds(statementTimeoutSeconds));
      return instance == null ? settings : settings.withInstance(instance);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * How workers of this process load.
   *
   * @param workers of {@link #workers}
   * @throws UsageException if a batch of rows is not positive
   */
  public ConsumerPlan plan(
      Contracts contracts,
      TableCare tables,
      WorkerSettings workers,
      KafkaAccess broker,
      MetricsAccess metrics) {
    return new ConsumerPlan(contracts, tables, writing(), workers, mode, broker.fileKey(), metrics);
  }

  private WorkerSettings.Threads threads() {
    int processors = Runtime.getRuntime().availableProcessors();
    String asked = threads;
    if (asked == null) {
      int standard = Math.max(2, Math.min(8, processors));
      return new WorkerSettings.Threads(profile == null ? standard : profile.threads(), false);
    }
    if (asked.equals(AUTO)) {
      return new WorkerSettings.Threads(THREADS_A_PROCESSOR * processors, true);
    }
    boolean elastic = asked.startsWith(AUTO + ':');
    String number = elastic ? asked.substring(AUTO.length() + 1) : asked;
    try {
      return new WorkerSettings.Threads(Integer.parseInt(number), elastic);
    } catch (NumberFormatException e) {
      throw new UsageException("--threads is a number, auto or auto:NUMBER, not " + asked, e);
    }
  }

  private BatchLimits batch() {
    BatchLimits fitting = BatchLimits.within(Runtime.getRuntime().maxMemory(), threads().most());
    int mebibytes =
        batchMebibytes != null ? batchMebibytes : profile == null ? 0 : profile.batchMebibytes();
    long bytes = mebibytes == 0 ? fitting.bytes() : mebibytes * MEBIBYTE;
    int records =
        batchRecords != null ? batchRecords : profile == null ? fitting.records() : profile.batch();
    if (records < 1) {
      throw new UsageException("--batch takes a number of at least 1, not " + records);
    }
    if (bytes < 1) {
      throw new UsageException("--batch-mib takes a number of at least 0, not " + mebibytes);
    }
    return new BatchLimits(records, bytes, fitting.linger(), documentMemory());
  }

  private long documentMemory() {
    long heap = Runtime.getRuntime().maxMemory();
    Integer asked = documentMebibytes;
    if (asked == null) {
      return BatchLimits.within(heap, 1).documentMemory();
    }
    if (asked < 1 || asked * MEBIBYTE > heap / 2) {
      throw new UsageException(
          "--document-mib is 1 to "
              + heap / 2 / MEBIBYTE
              + ", which is half of Java's heap, not "
              + asked
              + "; XMLFLEET_JAVA_OPTS=-Xmx… gives it more");
    }
    return asked * MEBIBYTE;
  }

  private WriterOptions writing() {
    try {
      return new WriterOptions(databaseBatchRows, bulkCopy);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }
}
