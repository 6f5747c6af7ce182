package io.xmlfleet.peers;

import com.zaxxer.hikari.HikariDataSource;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.database.Database;
import io.xmlfleet.database.DatabaseSettings;
import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.database.schema.SchemaSetup;
import io.xmlfleet.ledger.JdbcLedger;
import io.xmlfleet.ledger.LedgerTable;
import io.xmlfleet.progress.Aggregator;
import io.xmlfleet.progress.AggregatorSettings;
import io.xmlfleet.settings.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/**
 * spring-kafka's batch listener as its reference recommends: concurrent containers, offsets after
 * each batch, {@code DefaultErrorHandler} that publishes what fails for good to the dead letters,
 * and gives a batch that failed for the database's sake again every second, without an end. Or the
 * same with what it lacks of xmlfleet's guarantees: {@link ExactListener} and our aggregator, to
 * see what they cost on another runtime. Immutable.
 */
final class SpringKafkaContender implements Contender {
  private static final long RETRY_MILLIS = 1_000;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final boolean exact;

  private SpringKafkaContender(boolean exact) {
    this.exact = exact;
  }

  static SpringKafkaContender asItsReferenceHasIt() {
    return new SpringKafkaContender(false);
  }

  static SpringKafkaContender withLedgerAndOutcomes() {
    return new SpringKafkaContender(true);
  }

  @Override
  public String name() {
    return exact ? "spring-kafka-exact" : "spring-kafka";
  }

  /** Only the plain listener knows what to do with broken documents. */
  @Override
  public boolean enters(Arm arm) {
    return !exact || arm == Arm.CLEAN;
  }

  @Override
  public Running start(Setting setting) {
    HikariDataSource pool = JdbcRows.pool(setting);
    DefaultKafkaProducerFactory<byte[], byte[]> producers =
        new DefaultKafkaProducerFactory<>(PeerKafka.producer(setting));
    ContainerProperties properties = new ContainerProperties(setting.topics().work());
    properties.setGroupId("spring-kafka");
    properties.setMessageListener(
        exact
            ? exactListener(setting, pool, new KafkaTemplate<>(producers))
            : new SpringKafkaListener(pool, setting.corpus().contract()));
    Map<String, Object> consumer = PeerKafka.consumer(setting);
    consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, setting.batch());
    ConcurrentMessageListenerContainer<byte[], byte[]> container =
        new ConcurrentMessageListenerContainer<>(
            new DefaultKafkaConsumerFactory<>(consumer), properties);
    container.setConcurrency(setting.threads());
    container.setCommonErrorHandler(
        errorHandler(new KafkaTemplate<>(producers), setting.topics().deadLetters()));
    Aggregator aggregator = exact ? aggregator(setting) : null;
    container.start();
    return () -> {
      container.stop();
      if (aggregator != null) {
        aggregator.close();
      }
      producers.destroy();
      pool.close();
    };
  }

  private static ExactListener exactListener(
      Setting setting, HikariDataSource pool, KafkaTemplate<byte[], byte[]> template) {
    DatabaseSettings login =
        new DatabaseSettings(
            setting.jdbcUrl(),
            Setting.USER,
            Secret.NONE,
            1,
            LIMIT,
            LIMIT,
            new WriterOptions(1, false));
    try (Database database = Database.connect(login)) {
      new SchemaSetup(database).create(List.of(LedgerTable.table()));
      return new ExactListener(
          pool,
          setting.corpus().contract(),
          new JdbcLedger(database.dialect()),
          template,
          setting.topics().results());
    }
  }

  private static Aggregator aggregator(Setting setting) {
    Clock clock = Clock.systemUTC();
    KafkaSettings kafka = new KafkaSettings(setting.bootstrapServers(), Map.of());
    return Aggregator.start(kafka, setting.topics(), AggregatorSettings.standard(), clock);
  }

  private static DefaultErrorHandler errorHandler(
      KafkaTemplate<byte[], byte[]> template, String deadLetters) {
    DefaultErrorHandler handler =
        new DefaultErrorHandler(
            new DeadLetterPublishingRecoverer(
                template, (failed, cause) -> new TopicPartition(deadLetters, -1)),
            new FixedBackOff(RETRY_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS));
    // The listener blames a record only when no try can help it.
    handler.setBackOffFunction(
        (failed, cause) ->
            cause instanceof BatchListenerFailedException ? new FixedBackOff(0, 0) : null);
    // What follows the record that failed is given again from memory instead of fetched again.
    handler.setSeekAfterError(false);
    return handler;
  }
}
