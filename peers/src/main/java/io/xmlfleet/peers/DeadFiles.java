package io.xmlfleet.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.xmlfleet.failure.InfrastructureException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.batch.core.listener.SkipListener;

/** Publishes what Spring Batch skips, and waits until it is there. Thread-safe. */
final class DeadFiles implements SkipListener<Path, LoadableFile>, AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;

  DeadFiles(Setting setting) {
    this.producer = new KafkaProducer<>(PeerKafka.producer(setting));
    this.topic = setting.topics().deadLetters();
  }

  @Override
  public void onSkipInProcess(Path file, Throwable reason) {
    publish(file);
  }

  @Override
  public void onSkipInWrite(LoadableFile document, Throwable reason) {
    publish(document.file());
  }

  @Override
  public void close() {
    producer.close();
  }

  private void publish(Path file) {
    try {
      producer
          .send(
              new ProducerRecord<>(
                  topic, file.toString().getBytes(UTF_8), Files.readAllBytes(file)))
          .get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ExecutionException e) {
      throw new InfrastructureException("a dead letter cannot be sent", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfrastructureException("interrupted while a dead letter was sent", e);
    }
  }
}
