package io.xmlfleet.message;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The two kinds of records on the results topic: outcomes (key run/sequence, so that the outcomes
 * of one item keep their order) and workers' signs of life (key {@code worker:name}, and a header).
 */
public final class ResultCodec {
  private static final String KIND = "xmlfleet-kind";
  private static final String WORKER_KIND = "worker";

  private ResultCodec() {}

  public static ProducerRecord<byte[], byte[]> encode(String topic, WorkResult result) {
    return new ProducerRecord<>(topic, utf8(result.item().key()), FleetJson.write(result));
  }

  public static ProducerRecord<byte[], byte[]> encode(String topic, WorkerStatus status) {
    ProducerRecord<byte[], byte[]> produced =
        new ProducerRecord<>(topic, utf8("worker:" + status.worker()), FleetJson.write(status));
    HeaderText.put(produced.headers(), KIND, WORKER_KIND);
    return produced;
  }

  public static boolean isWorkerStatus(ConsumerRecord<byte[], byte[]> consumed) {
    return WORKER_KIND.equals(HeaderText.get(consumed.headers(), KIND));
  }

  /**
   * Reads an outcome.
   *
   * @throws MalformedMessageException if the value is not one
   */
  public static WorkResult decodeResult(ConsumerRecord<byte[], byte[]> consumed) {
    return FleetJson.read(value(consumed), WorkResult.class);
  }

  /** The outcome in a record, if it is one, can be read and is of that run. */
  public static Optional<WorkResult> ofRun(String run, ConsumerRecord<byte[], byte[]> consumed) {
    try {
      return isWorkerStatus(consumed)
          ? Optional.empty()
          : Optional.of(decodeResult(consumed)).filter(result -> result.item().run().equals(run));
    } catch (MalformedMessageException e) {
      return Optional.empty(); // the aggregator names it in its log
    }
  }

  /**
   * Reads a sign of life.
   *
   * @throws MalformedMessageException if the value is not one
   */
  public static WorkerStatus decodeStatus(ConsumerRecord<byte[], byte[]> consumed) {
    return FleetJson.read(value(consumed), WorkerStatus.class);
  }

  private static byte[] value(ConsumerRecord<byte[], byte[]> consumed) {
    return consumed.value() == null ? new byte[0] : consumed.value();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
