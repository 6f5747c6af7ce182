package io.xmlfleet.peers;

import io.debezium.connector.jdbc.JdbcSinkConnectorTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One task of the sink and its consumer, on a thread of its own: put what was polled, then commit
 * its offsets; a task that failed is started again a second later. Thread-safe.
 */
final class DebeziumTask implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DebeziumTask.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long RESTART_MILLIS = 1_000;

  /** The sink tries for a minute before it hears of anything else. */
  private static final long CLOSE_MILLIS = 90_000;

  /** The connector's most: it sends a table's rows when there are so many, or at the end. */
  private static final int MOST_ROWS = 10_000;

  private final Setting setting;
  private final FlatTopic topic;
  private final Thread thread;
  private volatile boolean closed;

  private DebeziumTask(Setting setting, FlatTopic topic, int number) {
    this.setting = setting;
    this.topic = topic;
    this.thread = new Thread(this::run, "debezium-" + number);
  }

  static DebeziumTask start(Setting setting, FlatTopic topic, int number) {
    DebeziumTask task = new DebeziumTask(setting, topic, number);
    task.thread.start();
    return task;
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      try {
        work();
      } catch (RuntimeException e) { // as an operator who restarts it, whatever it was
        LOG.warn("the task failed", e);
        pause();
      }
    }
  }

  private void work() {
    JdbcSinkConnectorTask task = new JdbcSinkConnectorTask();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(consumer())) {
      task.start(connector());
      consumer.subscribe(List.of(FlatTopic.NAME));
      while (!closed) {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
        if (!polled.isEmpty()) {
          List<SinkRecord> rows = new ArrayList<>(polled.count());
          for (ConsumerRecord<byte[], byte[]> consumed : polled) {
            rows.add(topic.sinkRecord(consumed));
          }
          task.put(rows);
          task.put(List.of()); // throws what the put before has kept to itself
          consumer.commitSync();
        }
      }
    } finally {
      task.stop();
    }
  }

  private void pause() {
    try {
      Thread.sleep(RESTART_MILLIS);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  private Map<String, Object> consumer() {
    Map<String, Object> properties = PeerKafka.consumer(setting);
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, "connect-debezium");
    properties.put(
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        Math.min(MOST_ROWS, setting.batch() * rowsOfADocument()));
    return properties;
  }

  /** On average, so that a put is about as large as the others' transactions. */
  private int rowsOfADocument() {
    return (int)
        Math.ceil(
            setting.corpus().rows().values().stream()
                .mapToInt(Integer::intValue)
                .average()
                .orElse(1));
  }

  private Map<String, String> connector() {
    Map<String, String> properties = new HashMap<>();
    properties.put("name", "peers");
    properties.put("connection.url", setting.jdbcUrl());
    properties.put("connection.username", Setting.USER);
    properties.put("connection.password", "");
    properties.put("connection.pool.min_size", "1");
    properties.put("connection.pool.max_size", "2");
    properties.put("connection.pool.acquire_increment", "1");
    properties.put("insert.mode", "insert");
    properties.put("primary.key.mode", "none");
    properties.put("schema.evolution", "none");
    properties.put("quote.identifiers", "true");
    properties.put("batch.size", Integer.toString(MOST_ROWS));
    properties.put("connection.restart.on.errors", "true");
    properties.put("flush.max.retries", "60"); // a second apart: longer than the outage
    return properties;
  }
}
