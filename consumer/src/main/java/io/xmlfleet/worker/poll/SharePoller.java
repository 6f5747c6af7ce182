package io.xmlfleet.worker.poll;

import io.xmlfleet.failure.Stopwatch;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.message.WorkItemCodec;
import io.xmlfleet.pipeline.ReceivedItem;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The polling side of a worker in a share group. What a poll brings is locked for this worker for
 * {@link ShareGroup#LOCK}; the locks are renewed while the batch is in hand, and the records
 * acknowledged one by one when their outcomes are on their topic. Confined to one thread.
 *
 * <p>A lock that is lost all the same makes its record come again, to this worker or another one:
 * the ledger knows it then. So nothing here has to be exact, only in time.
 */
public final class SharePoller implements BatchPoller, OffsetCommitter {
  private static final Logger LOG = LoggerFactory.getLogger(SharePoller.class);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** Twice more may fail before a lock is lost. */
  public static final Duration RENEWAL_INTERVAL = ShareGroup.LOCK.dividedBy(4);

  private final IntFunction<ShareConsumer<byte[], byte[]>> consumers;
  private final String topic;
  private final ShareSize size;
  private final StopSignal stop;
  private final Clock clock;
  private ShareConsumer<byte[], byte[]> consumer;
  private boolean resized;

  /** What is locked for us: a batch in hand, or waiting to become one. */
  private final Map<RecordPosition, ConsumerRecord<byte[], byte[]>> locked = new LinkedHashMap<>();

  private final List<ConsumerRecord<byte[], byte[]>> waiting = new ArrayList<>();
  private Batch inHand = Batch.empty();
  private Stopwatch sincePoll;
  private Stopwatch sinceRenewal;

  /**
   * Joins the group.
   *
   * @param consumers opens a consumer that takes so many records at once
   */
  public SharePoller(
      IntFunction<ShareConsumer<byte[], byte[]>> consumers,
      String topic,
      ShareSize size,
      StopSignal stop,
      Clock clock) {
    this.consumers = consumers;
    this.topic = topic;
    this.size = size;
    this.stop = stop;
    this.clock = clock;
    this.sincePoll = Stopwatch.start(clock);
    this.sinceRenewal = sincePoll;
    this.consumer = join();
  }

  private ShareConsumer<byte[], byte[]> join() {
    ShareConsumer<byte[], byte[]> member = consumers.apply(size.records());
    try {
      member.subscribe(List.of(topic));
      return member;
    } catch (RuntimeException e) {
      member.close(Duration.ZERO);
      throw e;
    }
  }

  @Override
  public Batch next() {
    return next(StopSignal.LONGEST_PART);
  }

  /**
   * As {@link #next()}.
   *
   * @param wait how long for records, where there are none
   */
  Batch next(Duration wait) {
    if (waiting.isEmpty()) {
      resize();
      poll(wait);
      sincePoll = Stopwatch.start(clock);
      sinceRenewal = sincePoll;
    }
    List<ReceivedItem> items =
        waiting.stream()
            .map(
                consumed ->
                    new ReceivedItem(
                        WorkItemCodec.decode(consumed),
                        WorkItemCodec.position(consumed),
                        WorkItemCodec.asOf(consumed),
                        consumed.deliveryCount().map(Short::intValue).orElse(1)))
            .toList();
    waiting.clear();
    inHand = Batch.shared(items, ShareSize.SLOW);
    return inHand;
  }

  /** A poll takes no records as long as others are not acknowledged. */
  @Override
  public boolean overlaps() {
    return false;
  }

  /** How many records a consumer takes is its for life. */
  private void resize() {
    if (resized && locked.isEmpty()) {
      resized = false;
      flush();
      consumer.close(LIMIT);
      consumer = join();
    }
  }

  @Override
  public void loaded(Duration took) {
    long bytes = inHand.items().stream().mapToLong(item -> item.work().bytes()).sum();
    resized |= size.learn(inHand.size(), bytes, sincePoll.elapsed());
  }

  /** Leaves the group; what is still locked is free again. */
  @Override
  public void close(Duration limit) {
    consumer.close(limit);
  }

  @Override
  public void waitFor(Duration duration) {
    stop.await(duration, clock, this::renewInTime);
  }

  private void renewInTime() {
    if (!locked.isEmpty() && sinceRenewal.reached(RENEWAL_INTERVAL)) {
      renew();
    }
  }

  private void renew() {
    List<ConsumerRecord<byte[], byte[]>> asked = List.copyOf(locked.values());
    locked.clear();
    asked.forEach(consumed -> acknowledge(consumed, AcknowledgeType.RENEW));
    try {
      var unused = consumer.commitSync(LIMIT); // what is renewed comes with the next poll
      Map<RecordPosition, ConsumerRecord<byte[], byte[]>> before = new LinkedHashMap<>();
      asked.forEach(consumed -> before.put(WorkItemCodec.position(consumed), consumed));
      poll(Duration.ZERO);
      waiting.removeIf(consumed -> before.containsKey(WorkItemCodec.position(consumed)));
      before.keySet().removeAll(locked.keySet());
      if (!before.isEmpty()) {
        LOG.warn("{} of {} locks are lost; their records come again", before.size(), asked.size());
      }
    } catch (KafkaException e) {
      LOG.warn("The locks of {} records are not renewed: {}", asked.size(), e.getMessage());
    }
    sinceRenewal = Stopwatch.start(clock);
  }

  private void poll(Duration timeout) {
    for (ConsumerRecord<byte[], byte[]> consumed : consumer.poll(timeout)) {
      locked.put(WorkItemCodec.position(consumed), consumed);
      waiting.add(consumed);
    }
  }

  /** The brokers hear of it with the next poll. */
  @Override
  public void commit(Batch done) {
    for (ReceivedItem item : done.items()) {
      ConsumerRecord<byte[], byte[]> consumed = locked.remove(item.position());
      if (consumed != null) {
        acknowledge(consumed, done.holds(item) ? AcknowledgeType.ACCEPT : AcknowledgeType.RELEASE);
      }
    }
  }

  @Override
  public void flush() {
    try {
      consumer
          .commitSync(LIMIT)
          .forEach(
              (partition, problem) ->
                  problem.ifPresent(
                      e -> LOG.warn("Not acknowledged in {}: {}", partition, e.getMessage())));
    } catch (KafkaException e) {
      LOG.warn("The last batch is not acknowledged and comes again: {}", e.getMessage());
    }
  }

  private void acknowledge(ConsumerRecord<byte[], byte[]> consumed, AcknowledgeType type) {
    try {
      consumer.acknowledge(consumed, type);
    } catch (IllegalStateException e) {
      LOG.debug("No lock on {} any more", WorkItemCodec.position(consumed));
    }
  }

  /** Nobody is told: each member reads where there is something. */
  @Override
  public int partitions() {
    return 0;
  }

  @Override
  public long lag() {
    return 0;
  }
}
