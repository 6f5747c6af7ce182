package io.xmlfleet.peers;

import com.zaxxer.hikari.HikariDataSource;
import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import io.confluent.parallelconsumer.PollContext;
import io.xmlfleet.mapping.Mapped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Confluent's parallel consumer as its documentation recommends for work whose order does not
 * matter: unordered, batches, as many workers as there are threads, what a worker returns is
 * produced before its offsets count, and what it throws is tried again a second later.
 */
final class ParallelConsumerContender implements Contender {
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration DRAIN = Duration.ofSeconds(10);

  @Override
  public String name() {
    return "parallel-consumer";
  }

  @Override
  public Running start(Setting setting) {
    HikariDataSource pool = JdbcRows.pool(setting);
    ParallelStreamProcessor<byte[], byte[]> processor =
        ParallelStreamProcessor.createEosStreamProcessor(options(setting));
    processor.subscribe(List.of(setting.topics().work()));
    Mapping mapping = new Mapping(setting.corpus().contract());
    SavepointLoader loader = new SavepointLoader(pool, setting.corpus());
    String deadLetters = setting.topics().deadLetters();
    processor.pollAndProduceMany(context -> load(context, mapping, loader, deadLetters));
    return () -> {
      processor.closeDontDrainFirst(DRAIN);
      pool.close();
    };
  }

  private static ParallelConsumerOptions<byte[], byte[]> options(Setting setting) {
    return ParallelConsumerOptions.<byte[], byte[]>builder()
        .ordering(ProcessingOrder.UNORDERED)
        .maxConcurrency(setting.threads())
        .batchSize(setting.batch())
        .retryDelayProvider(failed -> RETRY)
        .consumer(new KafkaConsumer<>(consumer(setting)))
        .producer(new KafkaProducer<>(PeerKafka.producer(setting)))
        .build();
  }

  private static Map<String, Object> consumer(Setting setting) {
    Map<String, Object> properties = PeerKafka.consumer(setting);
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, "parallel-consumer");
    return properties;
  }

  /** Loads a batch; gives back its dead letters. */
  private static List<ProducerRecord<byte[], byte[]>> load(
      PollContext<byte[], byte[]> context,
      Mapping mapping,
      SavepointLoader loader,
      String deadLetters) {
    List<ProducerRecord<byte[], byte[]>> dead = new ArrayList<>();
    List<ConsumerRecord<byte[], byte[]>> sound = new ArrayList<>();
    List<Mapped.Rows> rows = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> consumed : context.getConsumerRecordsFlattened()) {
      try {
        rows.add(mapping.rows(PeerKafka.recordId(consumed), consumed.value()));
        sound.add(consumed);
      } catch (PoisonException e) {
        dead.add(new ProducerRecord<>(deadLetters, consumed.key(), consumed.value()));
      }
    }
    for (int refused : loader.load(rows)) {
      ConsumerRecord<byte[], byte[]> consumed = sound.get(refused);
      dead.add(new ProducerRecord<>(deadLetters, consumed.key(), consumed.value()));
    }
    return dead;
  }
}
