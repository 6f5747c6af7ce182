package io.xmlfleet.reconcile;

import io.xmlfleet.failure.InfrastructureException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Sends what a repair publishes and sees to it that it arrives. Confined to one thread. */
final class RepairSender implements AutoCloseable {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private final Producer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  RepairSender(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /**
   * Sends a record; whether it arrived is known after {@link #await}.
   *
   * @throws InfrastructureException if one before it did not arrive
   */
  void send(ProducerRecord<byte[], byte[]> produced) {
    throwFailure();
    hand(produced);
  }

  /**
   * Sends a record and waits for it.
   *
   * @return false if the topic does not take it for its size
   * @throws InfrastructureException if it does not arrive for another reason
   */
  boolean arrives(ProducerRecord<byte[], byte[]> produced) {
    throwFailure();
    try {
      producer.send(produced).get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RecordTooLargeException) {
        return false;
      }
      throw failed(e.getCause() instanceof Exception cause ? cause : e);
    } catch (InterruptedException | InterruptException e) {
      throw interrupted(e);
    } catch (RecordTooLargeException e) {
      return false;
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  /** Waits until all that was sent has arrived; throws as {@link #send}. */
  void await() {
    try {
      producer.flush();
    } catch (InterruptException e) {
      throw interrupted(e);
    }
    throwFailure();
  }

  private void hand(ProducerRecord<byte[], byte[]> produced) {
    try {
      // Every answer comes to the callback.
      Future<?> unused =
          producer.send(
              produced,
              (metadata, e) -> {
                if (e != null) {
                  failure.compareAndSet(null, e);
                }
              });
    } catch (InterruptException e) {
      throw interrupted(e);
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  private void throwFailure() {
    Exception first = failure.get();
    if (first != null) {
      throw failed(first);
    }
  }

  private static InfrastructureException failed(Exception e) {
    return new InfrastructureException(
        "Kafka did not take a record of the repair: "
            + e.getClass().getSimpleName()
            + ": "
            + e.getMessage()
            + ". What was published before stays; repair again",
        e);
  }

  private static InfrastructureException interrupted(Exception e) {
    Thread.currentThread().interrupt();
    return new InfrastructureException("interrupted while repairing; repair again", e);
  }

  @Override
  public void close() {
    producer.close(CLOSE_LIMIT);
  }
}
