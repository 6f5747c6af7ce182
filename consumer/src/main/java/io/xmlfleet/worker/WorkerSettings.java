package io.xmlfleet.worker;

import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.worker.poll.BatchLimits;
import io.xmlfleet.worker.poll.DeliveryMode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * How one process consumes. Immutable.
 *
 * @param instance names this process in outcomes and progress; letters, digits, {@code . _ -}
 * @param threads workers of this process, each with its own consumer and database connection
 * @param membership what they are members of
 * @param itemLimit longest time for mapping one document
 * @param statementLimit longest time of any one statement
 * @param drainLimit how long {@link Supervisor#close} waits for the batches in hand
 * @param slowestStep beyond these limits: a worker that makes no step for longer is stuck
 */
public record WorkerSettings(
    String instance,
    Threads threads,
    Membership membership,
    BatchLimits batch,
    Duration itemLimit,
    Duration statementLimit,
    Duration drainLimit,
    Duration slowestStep) {
  /**
   * How many workers there are.
   *
   * @param most all of them, or as many as there may be
   * @param elastic whether there are only as many as have partitions
   */
  public record Threads(int most, boolean elastic) {
    public Threads {
      if (most < 1 || most > 1_000) {
        throw new IllegalArgumentException("1 to 1,000 threads, not " + most);
      }
    }
  }

  /**
   * The group of the workers; processes that share the work share it.
   *
   * @param lasting whether a worker keeps its partitions while its process is started again, under
   *     the same instance name and within the group's session time
   */
  public record Membership(String group, DeliveryMode delivery, boolean lasting) {
    public Membership {
      if (group.isBlank()) {
        throw new IllegalArgumentException("the consumer group has no name");
      }
      if (lasting && delivery == DeliveryMode.SHARE) {
        throw new IllegalArgumentException(
            "a share group has no static members: nobody has partitions that could be kept");
      }
    }
  }

  public static final Duration DEFAULT_ITEM_LIMIT = Duration.ofMinutes(5);
  public static final Duration DEFAULT_STATEMENT_LIMIT = Duration.ofMinutes(5);
  public static final Duration DEFAULT_DRAIN_LIMIT = Duration.ofSeconds(30);

  /** A network's grace, and a broker that does not answer. */
  public static final Duration DEFAULT_SLOWEST_STEP = Duration.ofSeconds(90);

  /** A poll returns few records, so that a batch of large documents stays near its limit. */
  private static final int MOST_RECORDS_A_POLL = 32;

  /** What producers send at most, unless told otherwise. */
  private static final long LARGE_DOCUMENT = 16L * 1024 * 1024;

  /** Outcomes of one are awaited, one is in hand, one waits behind it, one is being fetched. */
  private static final int COPIES_IN_MEMORY = 4;

  public WorkerSettings {
    if (!instance.matches("[A-Za-z0-9._-]{1,100}")) {
      throw new IllegalArgumentException(
          "an instance name is made of letters, digits and . _ - : \"" + instance + "\"");
    }
    if (threads.elastic() && membership.delivery() == DeliveryMode.SHARE) {
      throw new IllegalArgumentException(
          "in a share group workers have no partitions to follow; give a number of threads");
    }
    if (threads.elastic() && membership.lasting()) {
      throw new IllegalArgumentException(
          "static members come and go with their process; give a number of threads");
    }
    check("an item's", itemLimit, Duration.ofMillis(1));
    check("a statement's", statementLimit, Duration.ofSeconds(1)); // which drivers count
    if (drainLimit.isNegative()) {
      throw new IllegalArgumentException("the drain limit is negative: " + drainLimit);
    }
  }

  private static void check(String whose, Duration limit, Duration least) {
    if (limit.compareTo(least) < 0 || limit.compareTo(Duration.ofHours(24)) > 0) {
      throw new IllegalArgumentException(
          whose + " time limit is " + least.toMillis() + " ms to 24 h, not " + limit);
    }
  }

  /** Two threads in the fleet's own group, everything else by default. */
  public static WorkerSettings standard(TopicNames topics) {
    return new WorkerSettings(
        defaultInstance(),
        new Threads(2, false),
        new Membership(topics.consumerGroup(), DeliveryMode.GROUP, false),
        BatchLimits.standard(),
        DEFAULT_ITEM_LIMIT,
        DEFAULT_STATEMENT_LIMIT,
        DEFAULT_DRAIN_LIMIT,
        DEFAULT_SLOWEST_STEP);
  }

  /**
   * A worker that makes no step for so long is stuck: documents and statements have their own
   * limit, the broker's answers a shorter one.
   */
  Duration stuckAfter() {
    return longestStep().plus(slowestStep);
  }

  /** The longest that may pass between two of a worker's steps. */
  Duration longestStep() {
    return itemLimit.compareTo(statementLimit) > 0 ? itemLimit : statementLimit;
  }

  public WorkerSettings withInstance(String other) {
    return new WorkerSettings(
        other, threads, membership, batch, itemLimit, statementLimit, drainLimit, slowestStep);
  }

  public WorkerSettings withThreads(Threads other) {
    return new WorkerSettings(
        instance, other, membership, batch, itemLimit, statementLimit, drainLimit, slowestStep);
  }

  /** So many, all the time. */
  public WorkerSettings withThreads(int other) {
    return withThreads(new Threads(other, false));
  }

  public WorkerSettings withMembership(Membership other) {
    return new WorkerSettings(
        instance, threads, other, batch, itemLimit, statementLimit, drainLimit, slowestStep);
  }

  /** Another group of the same kind. */
  public WorkerSettings withGroup(String other) {
    return withMembership(new Membership(other, membership.delivery(), membership.lasting()));
  }

  public WorkerSettings withBatch(BatchLimits other) {
    return new WorkerSettings(
        instance, threads, membership, other, itemLimit, statementLimit, drainLimit, slowestStep);
  }

  public WorkerSettings withItemLimit(Duration other) {
    return new WorkerSettings(
        instance, threads, membership, batch, other, statementLimit, drainLimit, slowestStep);
  }

  public WorkerSettings withStatementLimit(Duration other) {
    return new WorkerSettings(
        instance, threads, membership, batch, itemLimit, other, drainLimit, slowestStep);
  }

  public WorkerSettings withDrainLimit(Duration other) {
    return new WorkerSettings(
        instance, threads, membership, batch, itemLimit, statementLimit, other, slowestStep);
  }

  public WorkerSettings withSlowestStep(Duration other) {
    return new WorkerSettings(
        instance, threads, membership, batch, itemLimit, statementLimit, drainLimit, other);
  }

  /**
   * How many records a worker takes out of Kafka's client at once: they may be compressed there, so
   * that their number alone bounds what they take.
   */
  int recordsAPoll() {
    long large = batch.documentMemory() / threads.most() / LARGE_DOCUMENT;
    return (int) Math.max(1, Math.min(Math.min(MOST_RECORDS_A_POLL, batch.records()), large));
  }

  /** What the documents in memory may come to, at most; rows made of them come on top. */
  public long estimatedDocumentBytes() {
    return batch.bytes() * threads.most() * COPIES_IN_MEMORY;
  }

  /** {@code host-pid}, as far as the host's name has letters and digits. */
  public static String defaultInstance() {
    return hostName().replaceAll("[^A-Za-z0-9._-]", "-") + '-' + ProcessHandle.current().pid();
  }

  private static String hostName() {
    try {
      String name = InetAddress.getLocalHost().getHostName();
      return name.length() <= 80 ? name : name.substring(0, 80);
    } catch (UnknownHostException e) {
      return "host";
    }
  }
}
