package io.xmlfleet.wiring;

import io.xmlfleet.process.Health;
import io.xmlfleet.process.StepTimes;
import io.xmlfleet.progress.Aggregator;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.worker.WorkerHealth;
import java.time.Clock;
import java.util.IntSummaryStatistics;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Workers and an aggregator in this process, over whichever broker and database. Thread-safe. */
public final class LocalFleet implements AutoCloseable {
  private final ConsumerProcess consumers;
  private final Aggregator aggregator;

  private LocalFleet(ConsumerProcess consumers, Aggregator aggregator) {
    this.consumers = consumers;
    this.aggregator = aggregator;
  }

  /** Starts both; throws as {@link ConsumerProcess#start}. */
  public static LocalFleet start(
      ConsumerPlan plan,
      DatabaseAccess database,
      KafkaAccess kafka,
      TopicNames topics,
      Clock clock) {
    AtomicReference<@Nullable Aggregator> started = new AtomicReference<>();
    // The topics are created while the tables are, and the aggregator becomes active while the
    // workers start.
    Runnable tablesReady =
        () -> {
          kafka.awaitTopics();
          started.set(Aggregator.start(kafka.settings(), topics, kafka.aggregating(), clock));
        };
    try {
      ConsumerProcess consumers =
          ConsumerProcess.start(
              plan, database.login(), kafka.settings(), topics, clock, tablesReady);
      return new LocalFleet(consumers, Objects.requireNonNull(started.get()));
    } catch (RuntimeException | Error e) {
      Aggregator aggregator = started.get();
      if (aggregator != null) {
        aggregator.close();
      }
      throw e;
    }
  }

  /**
   * Whether the group has settled: the workers read all partitions, each of them its share.
   *
   * @param partitions of the topic of work items
   */
  public boolean settled(int partitions) {
    IntSummaryStatistics read =
        consumers.health().stream().mapToInt(WorkerHealth::partitions).summaryStatistics();
    return read.getSum() == partitions && read.getMax() - read.getMin() <= 1;
  }

  ConsumerProcess consumers() {
    return consumers;
  }

  Aggregator aggregator() {
    return aggregator;
  }

  /** How its workers are. */
  public Health health() {
    return Health.of(consumers.health(), consumers.problem());
  }

  /**
   * Throws as {@link ConsumerProcess#requireRunning} and {@link Aggregator#requireRunning}: nothing
   * is loaded any more, or progress has ended.
   */
  public void requireRunning() {
    consumers.requireRunning();
    aggregator.requireRunning();
  }

  /** The workers first, so that the aggregator still sees their last outcomes. */
  @Override
  public void close() {
    try {
      consumers.close();
      StepTimes.done("workers stopped");
    } finally {
      aggregator.close();
    }
  }
}
