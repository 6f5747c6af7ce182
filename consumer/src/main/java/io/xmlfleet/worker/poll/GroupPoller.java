package io.xmlfleet.worker.poll;

import io.xmlfleet.failure.Deadline;
import io.xmlfleet.failure.Stopwatch;
import io.xmlfleet.topic.TopicNames;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The polling side of a worker in a consumer group: batches out, and signs of life to the group
 * while a batch is in hand. Confined to one thread.
 *
 * <p>The group learns of progress only from polls, so every wait of a worker is a poll with all
 * partitions paused. Partitions are revoked within polls alone; what was read from them and is not
 * loaded yet is forgotten then, since their next owner reads it again. What is done and not
 * committed is committed first, so that the next owner does not do it twice.
 */
public final class GroupPoller implements BatchPoller, ConsumerRebalanceListener {
  /** A document is rejected that was alone in hand when so many processes ended. */
  public static final int DEATHS = Probation.DEATHS;

  private static final Logger LOG = LoggerFactory.getLogger(GroupPoller.class);
  private static final Duration SIGN_OF_LIFE_INTERVAL = Duration.ofSeconds(3);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

  /** So long after a change of partitions another one is likely. */
  static final Duration SETTLING = Duration.ofSeconds(5);

  static final Duration SHORT_POLL = Duration.ofMillis(20);

  private final Consumer<byte[], byte[]> consumer;
  private final BatchLimits limits;
  private final StopSignal stop;
  private final Clock clock;
  private final Accumulator accumulator;
  private Batch inHand = Batch.empty();

  /** The one before, whose outcomes may still be on their way. */
  private Batch delivered = Batch.empty();

  private final TopicNames topics;
  private final OffsetCommitter offsets;
  private final PriorityPartitions priorities;
  private final Probation probation;
  private Stopwatch sincePoll;
  private Stopwatch sinceRebalance;
  private boolean died;

  public GroupPoller(
      Consumer<byte[], byte[]> consumer,
      OffsetCommitter offsets,
      Turns turns,
      TopicNames topics,
      BatchLimits limits,
      StopSignal stop,
      Clock clock) {
    this.consumer = consumer;
    this.offsets = offsets;
    this.topics = topics;
    this.probation = new Probation(consumer, offsets, turns);
    this.priorities = new PriorityPartitions(consumer, topics.urgentWork(), clock);
    this.limits = limits;
    this.stop = stop;
    this.clock = clock;
    this.accumulator = new Accumulator(limits);
    this.sincePoll = Stopwatch.start(clock);
    this.sinceRebalance = sincePoll;
  }

  /** Joins the group; the consumer is closed if it cannot. */
  public void subscribe() {
    try {
      consumer.subscribe(topics.allWork(), this);
    } catch (RuntimeException e) {
      consumer.close(CloseOptions.timeout(Duration.ZERO));
      throw e;
    }
  }

  @Override
  public Batch next() {
    delivered = inHand;
    inHand = Batch.empty();
    if (accumulator.isFull()) {
      waitFor(Duration.ZERO);
    } else {
      priorities.open();
      fill();
      if (accumulator.isEmpty()) {
        priorities.foundNothing();
      }
    }
    inHand = probation.take(accumulator);
    if (inHand.isEmpty() && !accumulator.isEmpty()) {
      waitFor(BETWEEN_TRIES);
    }
    return inHand;
  }

  @Override
  public boolean overlaps() {
    return !probation.isOn();
  }

  @Override
  public void loaded(Duration took) {
    accumulator.loaded(inHand.items().size(), took);
  }

  private void fill() {
    Duration timeout = limits.linger();
    Deadline linger = Deadline.after(limits.linger(), clock);
    boolean more = true;
    while (more && !accumulator.isFull()) {
      boolean first = accumulator.isEmpty();
      more = (first ? awaitFirst() : poll(timeout)) && !stop.raised();
      if (first) {
        linger = Deadline.after(limits.linger(), clock);
      }
      timeout = linger.remaining();
      more &= !timeout.isZero();
    }
  }

  /**
   * Polls until there are records. A poll that waits learns of partitions that are to be given up,
   * or are ours now, only when it is over: as long as the group forms, polls are short.
   */
  private boolean awaitFirst() {
    Deadline end = Deadline.after(StopSignal.LONGEST_PART, clock);
    boolean found;
    Duration left = StopSignal.LONGEST_PART;
    do {
      found = poll(sinceRebalance.reached(SETTLING) ? left : SHORT_POLL);
      left = end.remaining();
    } while (!found && !left.isZero() && !stop.raised());
    return found;
  }

  /**
   * Lets time pass without taking in more records. With zero: polls once, if the last poll is a
   * while ago. Ends early when the worker is to stop.
   */
  @Override
  public void waitFor(Duration duration) {
    if (duration.isZero()) {
      if (sincePoll.reached(SIGN_OF_LIFE_INTERVAL)) {
        priorities.close();
        poll(Duration.ZERO);
      }
      return;
    }
    priorities.close();
    // A poll that waits would spin: fetched records of held partitions keep waking it.
    stop.await(duration, clock, () -> poll(Duration.ZERO));
  }

  private boolean poll(Duration timeout) {
    sincePoll = Stopwatch.start(clock);
    ConsumerRecords<byte[], byte[]> polled = consumer.poll(timeout);
    accumulator.add(polled);
    return !polled.isEmpty();
  }

  /** Those of the usual work; the same number of urgent ones come with them. */
  @Override
  public int partitions() {
    return (int) consumer.assignment().stream().filter(each -> !priorities.isUrgent(each)).count();
  }

  @Override
  public long lag() {
    return consumer.assignment().stream()
        .map(consumer::currentLag)
        .filter(OptionalLong::isPresent)
        .mapToLong(OptionalLong::getAsLong)
        .sum();
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    LOG.info("Reads {} partitions more", partitions.size());
    LOG.debug("Assigned: {}", partitions);
    sinceRebalance = Stopwatch.start(clock);
    priorities.assigned(partitions);
    probation.assigned(partitions);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    LOG.info("Leaves {} partitions to others", partitions.size());
    LOG.debug("Revoked: {}", partitions);
    sinceRebalance = Stopwatch.start(clock);
    if (died) {
      offsets.forget(partitions); // the marks stay
    } else {
      offsets.leave(probation.marks(partitions));
    }
    forget(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    LOG.warn("Lost {} partitions, with nothing committed any more", partitions.size());
    LOG.debug("Lost: {}", partitions);
    offsets.forget(partitions);
    forget(partitions);
  }

  @Override
  public void died() {
    died = true;
  }

  @Override
  public void close(Duration limit) {
    probation.end();
    consumer.close(CloseOptions.timeout(limit));
  }

  private void forget(Collection<TopicPartition> partitions) {
    probation.gone(partitions);
    accumulator.drop(partitions);
    inHand.drop(partitions);
    delivered.drop(partitions);
  }
}
