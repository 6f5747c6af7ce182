package io.xmlfleet.peers;

import com.zaxxer.hikari.HikariDataSource;
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
 * and gives a batch that failed for the database's sake again every second, without an end.
 */
final class SpringKafkaContender implements Contender {
  private static final long RETRY_MILLIS = 1_000;

  @Override
  public String name() {
    return "spring-kafka";
  }

  @Override
  public Running start(Setting setting) {
    HikariDataSource pool = JdbcRows.pool(setting);
    DefaultKafkaProducerFactory<byte[], byte[]> producers =
        new DefaultKafkaProducerFactory<>(PeerKafka.producer(setting));
    ContainerProperties properties = new ContainerProperties(setting.topics().work());
    properties.setGroupId("spring-kafka");
    properties.setMessageListener(new SpringKafkaListener(pool, setting.corpus().contract()));
    Map<String, Object> consumer = PeerKafka.consumer(setting);
    consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, setting.batch());
    ConcurrentMessageListenerContainer<byte[], byte[]> container =
        new ConcurrentMessageListenerContainer<>(
            new DefaultKafkaConsumerFactory<>(consumer), properties);
    container.setConcurrency(setting.threads());
    container.setCommonErrorHandler(
        errorHandler(new KafkaTemplate<>(producers), setting.topics().deadLetters()));
    container.start();
    return () -> {
      container.stop();
      producers.destroy();
      pool.close();
    };
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
