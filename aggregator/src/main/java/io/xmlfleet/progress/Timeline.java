package io.xmlfleet.progress;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.ResultCodec;
import io.xmlfleet.message.WorkResult;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.topic.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * When the outcomes of a run came. An item that was replayed has several. Immutable.
 *
 * @param step length of a slice
 * @param slices one after the other, without a gap; none: the topic has no outcome of the run
 */
public record Timeline(Duration step, List<Slice> slices) {
  private static final int MOST_SLICES = 120;

  /** How wrong the clocks of a fleet may be. */
  private static final Duration CLOCKS = Duration.ofHours(1);

  /** Outcomes of the time from {@code from} on. */
  public record Slice(Instant from, long succeeded, long failed) {}

  public Timeline {
    slices = List.copyOf(slices);
  }

  /** Outcomes by the second. */
  private static final class Seconds {
    private final TreeMap<Long, long[]> counts = new TreeMap<>();

    void add(WorkResult result, Instant at) {
      long[] counted = counts.computeIfAbsent(at.getEpochSecond(), any -> new long[2]);
      counted[result.outcome() instanceof Outcome.Rejected ? 1 : 0]++;
    }
  }

  /**
   * Reads the topic of outcomes from the run's start on.
   *
   * @throws InfrastructureException if the brokers do not answer or the topic is missing
   */
  public static Timeline read(
      KafkaSettings kafka, TopicNames topics, String run, Instant startedAt) {
    Seconds seconds = new Seconds();
    try (Consumer<byte[], byte[]> consumer = TermClients.reader(kafka)) {
      TopicReader.guarded(
          "the outcomes",
          () ->
              new TopicReader(consumer, topics.results())
                  .readSince(
                      startedAt.minus(CLOCKS),
                      consumed ->
                          ResultCodec.ofRun(run, consumed)
                              .ifPresent(
                                  result ->
                                      seconds.add(
                                          result,
                                          Moment.of(
                                                  consumed,
                                                  result.processing().finishedAt(),
                                                  Duration.ZERO)
                                              .at()))));
    }
    return of(seconds.counts);
  }

  /** Slices of as many seconds as keep their number small. */
  static Timeline of(TreeMap<Long, long[]> seconds) {
    if (seconds.isEmpty()) {
      return new Timeline(Duration.ofSeconds(1), List.of());
    }
    long first = seconds.firstKey();
    long length = seconds.lastKey() - first + 1;
    long step = (length + MOST_SLICES - 1) / MOST_SLICES;
    List<Slice> slices = new ArrayList<>();
    for (long from = first; from < first + length; from += step) {
      long succeeded = 0;
      long failed = 0;
      for (Map.Entry<Long, long[]> each : seconds.subMap(from, from + step).entrySet()) {
        succeeded += each.getValue()[0];
        failed += each.getValue()[1];
      }
      slices.add(new Slice(Instant.ofEpochSecond(from), succeeded, failed));
    }
    return new Timeline(Duration.ofSeconds(step), slices);
  }
}
