package io.xmlfleet.worker;

import io.xmlfleet.topic.TopicNames;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * How one process consumes. Immutable.
 *
 * @param instance names this process in outcomes and progress; letters, digits, {@code . _ -}
 * @param threads workers of this process, each with its own consumer and database connection
 * @param group consumer group; processes that share the work share the group
 * @param itemLimit longest time for mapping one document, and of any one statement
 * @param drainLimit how long {@link Supervisor#close} waits for the batches in hand
 * @param delivery whether the group is a consumer group or a share group
 * @param slowestStep beyond the item's limit: a worker that makes no step for longer is stuck
 */
public record WorkerSettings(
    String instance,
    int threads,
    String group,
    BatchLimits batch,
    Duration itemLimit,
    Duration drainLimit,
    Duration slowestStep,
    DeliveryMode delivery) {
  public static final Duration DEFAULT_ITEM_LIMIT = Duration.ofMinutes(5);
  public static final Duration DEFAULT_DRAIN_LIMIT = Duration.ofSeconds(30);

  /** A network's grace, and a broker that does not answer. */
  public static final Duration DEFAULT_SLOWEST_STEP = Duration.ofSeconds(90);

  /** A fetched copy waits in the consumer while another one is in hand. */
  private static final int COPIES_IN_MEMORY = 2;

  public WorkerSettings {
    if (!instance.matches("[A-Za-z0-9._-]{1,100}")) {
      throw new IllegalArgumentException(
          "an instance name is made of letters, digits and . _ - : \"" + instance + "\"");
    }
    if (threads < 1 || threads > 1_000) {
      throw new IllegalArgumentException("1 to 1,000 threads, not " + threads);
    }
    if (group.isBlank()) {
      throw new IllegalArgumentException("the consumer group has no name");
    }
    if (itemLimit.compareTo(Duration.ofMillis(1)) < 0
        || itemLimit.compareTo(Duration.ofHours(24)) > 0) {
      throw new IllegalArgumentException("an item's time limit is 1 ms to 24 h, not " + itemLimit);
    }
    if (drainLimit.isNegative()) {
      throw new IllegalArgumentException("the drain limit is negative: " + drainLimit);
    }
  }

  /** Two threads in the fleet's own group, everything else by default. */
  public static WorkerSettings standard(TopicNames topics) {
    return new WorkerSettings(
        defaultInstance(),
        2,
        topics.consumerGroup(),
        BatchLimits.standard(),
        DEFAULT_ITEM_LIMIT,
        DEFAULT_DRAIN_LIMIT,
        DEFAULT_SLOWEST_STEP,
        DeliveryMode.GROUP);
  }

  /**
   * A worker that makes no step for so long is stuck: documents and statements have their own
   * limit, the broker's answers a shorter one.
   */
  Duration stuckAfter() {
    return itemLimit.plus(slowestStep);
  }

  public WorkerSettings withInstance(String other) {
    return new WorkerSettings(
        other, threads, group, batch, itemLimit, drainLimit, slowestStep, delivery);
  }

  public WorkerSettings withThreads(int other) {
    return new WorkerSettings(
        instance, other, group, batch, itemLimit, drainLimit, slowestStep, delivery);
  }

  public WorkerSettings withGroup(String other) {
    return new WorkerSettings(
        instance, threads, other, batch, itemLimit, drainLimit, slowestStep, delivery);
  }

  public WorkerSettings withBatch(BatchLimits other) {
    return new WorkerSettings(
        instance, threads, group, other, itemLimit, drainLimit, slowestStep, delivery);
  }

  public WorkerSettings withItemLimit(Duration other) {
    return new WorkerSettings(
        instance, threads, group, batch, other, drainLimit, slowestStep, delivery);
  }

  public WorkerSettings withDrainLimit(Duration other) {
    return new WorkerSettings(
        instance, threads, group, batch, itemLimit, other, slowestStep, delivery);
  }

  public WorkerSettings withSlowestStep(Duration other) {
    return new WorkerSettings(
        instance, threads, group, batch, itemLimit, drainLimit, other, delivery);
  }

  /** The same, with work from a share group or a consumer group. */
  public WorkerSettings withDelivery(DeliveryMode other) {
    return new WorkerSettings(
        instance, threads, group, batch, itemLimit, drainLimit, slowestStep, other);
  }

  /** What the documents in memory may come to, at most; rows made of them come on top. */
  public long estimatedDocumentBytes() {
    return batch.bytes() * threads * COPIES_IN_MEMORY;
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
