package io.xmlfleet.progress;

import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetterCodec;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.topic.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what a term has to say, all of it or nothing. A report that its topic does not take for
 * its size is written without its lines of workers and tables; one that is too large even then, or
 * a run's snapshot, is left out, and the log says so once. Confined to one thread.
 */
final class TermWriter {
  private static final Logger log = LoggerFactory.getLogger(TermWriter.class);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  /** What is to be written at once. */
  record Writing(
      List<ProgressReport> reports,
      List<ItemId> unresolved,
      List<RunState> unsaved,
      Map<TopicPartition, Long> positions,
      List<String> expired) {
    boolean isEmpty() {
      return reports.isEmpty() && unresolved.isEmpty() && unsaved.isEmpty() && expired.isEmpty();
    }
  }

  private final Producer<byte[], byte[]> producer;
  private final TopicNames topics;
  private final TopicPartition progress;

  /** How often a record of this topic and key was too large: reports, snapshots. */
  private final Map<String, Integer> oversize = new HashMap<>();

  // Written by the producer's thread; read after the transaction has ended.
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private volatile long progressEnd;
  private volatile boolean progressLost;

  private long checkedEnd;
  private boolean mayForget = true;

  TermWriter(Producer<byte[], byte[]> producer, TopicNames topics) {
    this.producer = producer;
    this.topics = topics;
    this.progress = new TopicPartition(topics.progress(), 0);
  }

  /**
   * Writes.
   *
   * @throws KafkaException if that fails; the term then ends and the next one starts from the last
   *     snapshot
   */
  void write(Writing writing) {
    while (true) {
      refused.clear();
      try {
        producer.beginTransaction();
        send(writing);
        producer.commitTransaction();
        return;
      } catch (KafkaException e) {
        if (refused.isEmpty()) {
          throw e;
        }
        producer.abortTransaction();
        refused.forEach(this::note);
      }
    }
  }

  private void note(String record) {
    if (record.equals(topics.runs())) {
      mayForget = false;
      log.error("runs that are old stay on {}: the aggregator needs Write on it", record);
    } else if (oversize.merge(record, 1, Integer::sum) == 1) {
      log.error(
          "{} is larger than its topic takes (max.message.bytes) and is shortened or left out",
          record);
    }
  }

  private void send(Writing writing) {
    for (ProgressReport report : writing.reports()) {
      byte[] key = utf8(report.run());
      int refusals = refusals(topics.progress(), report.run());
      ProgressReport shown = refusals == 0 ? report : report.brief();
      if (refusals < 2) {
        send(new ProducerRecord<>(topics.progress(), key, FleetJson.write(shown)), report.run());
      }
    }
    String letters = topics.deadLetters();
    writing
        .unresolved()
        .forEach(item -> send(DeadLetterCodec.encodeResolved(letters, item), item.key()));
    for (String run : writing.expired()) {
      send(new ProducerRecord<>(topics.progress(), utf8(run), null), run);
      if (mayForget) {
        send(new ProducerRecord<>(topics.runs(), utf8(run), null), run);
      }
      send(SnapshotCodec.forgotten(topics.aggregatorState(), run), run);
    }
    boolean whole = true;
    for (RunState run : writing.unsaved()) {
      boolean fits = refusals(topics.aggregatorState(), run.run()) == 0;
      whole &= fits;
      if (fits) {
        send(SnapshotCodec.run(topics.aggregatorState(), run), run.run());
      }
    }
    // Without the snapshot of a run its outcomes must be read again; of the others that says
    // nothing new.
    if (whole && !writing.unsaved().isEmpty()) {
      send(SnapshotCodec.positions(topics.aggregatorState(), writing.positions()), "positions");
    }
  }

  private int refusals(String topic, String key) {
    return oversize.getOrDefault(name(topic, key), 0);
  }

  private static String name(String topic, String key) {
    return "the record of " + key + " on " + topic;
  }

  /** The transaction's commit tells of a send that failed; nobody else needs its future. */
  private void send(ProducerRecord<byte[], byte[]> produced, String key) {
    Future<?> unused =
        producer.send(
            produced,
            (metadata, e) -> {
              if (e instanceof RecordTooLargeException) {
                refused.add(name(produced.topic(), key));
              } else if (e instanceof TopicAuthorizationException
                  && produced.topic().equals(topics.runs())) {
                refused.add(produced.topic()); // an older version wrote nothing there
              } else if (e == null && produced.topic().equals(topics.progress())) {
                written(metadata.offset());
              }
            });
  }

  private void written(long offset) {
    progressLost = progressLost || offset < progressEnd;
    progressEnd = offset + 1;
  }

  /**
   * Whether the topic of reports lost what was written to it: deleted, and perhaps created anew.
   * Asked now and then: what was written before the last time is visible for sure.
   */
  boolean lostReports(Consumer<byte[], byte[]> asking) {
    long before = checkedEnd;
    checkedEnd = progressEnd;
    try {
      Long end = asking.endOffsets(List.of(progress), ANSWER).get(progress);
      if (!progressLost && end != null && end >= before) {
        return false;
      }
    } catch (KafkaException e) {
      log.debug("nobody knows where {} ends", progress, e);
      checkedEnd = Long.MAX_VALUE; // it may be gone: when it answers again, all is reported
      return false;
    }
    log.warn("the topic {} has lost its reports; they are written again", progress.topic());
    progressLost = false;
    progressEnd = 0;
    checkedEnd = 0;
    return true;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
