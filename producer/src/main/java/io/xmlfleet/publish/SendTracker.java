package io.xmlfleet.publish;

import io.xmlfleet.failure.Deadline;
import io.xmlfleet.failure.InfrastructureException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Sends records and knows which of them are not acknowledged yet. A document that is too large for
 * the brokers is set aside; every other failure is final and thrown by the next call. The producer
 * pauses the caller while its buffer is full.
 *
 * <p>Used by one thread; the producer's own thread reports to it.
 *
 * @param <T> what stands for a document here; small, for it is held until the acknowledgement
 */
public final class SendTracker<T> {
  // Beyond the producer's own timeout, after which each record has been answered for.
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final Producer<byte[], byte[]> producer;
  private final Duration deliveryTimeout;
  private final Clock clock;

  // Guarded by this.
  private long pending;
  private long acknowledged;
  private @Nullable Exception failure;
  private List<T> tooLarge = new ArrayList<>();

  public SendTracker(Producer<byte[], byte[]> producer, Duration deliveryTimeout, Clock clock) {
    this.producer = producer;
    this.deliveryTimeout = deliveryTimeout;
    this.clock = clock;
  }

  /**
   * Sends a record that has to arrive whatever its size.
   *
   * @throws InfrastructureException if a record sent before could not be delivered
   * @throws InterruptedException if interrupted while the buffer is full; the record is not sent
   */
  public void send(ProducerRecord<byte[], byte[]> produced) throws InterruptedException {
    send(produced, null);
  }

  /**
   * Sends a document.
   *
   * @param document returned by {@link #takeTooLarge} if the brokers do not take it for its size
   * @throws InfrastructureException if a record sent before could not be delivered
   * @throws InterruptedException if interrupted while the buffer is full; the record is not sent
   */
  public void sendDocument(ProducerRecord<byte[], byte[]> produced, T document)
      throws InterruptedException {
    send(produced, document);
  }

  /** The documents that turned out too large since the last call. */
  public synchronized List<T> takeTooLarge() {
    if (tooLarge.isEmpty()) {
      return List.of();
    }
    List<T> taken = tooLarge;
    tooLarge = new ArrayList<>();
    return taken;
  }

  /** How many documents are acknowledged. */
  public synchronized long acknowledged() {
    return acknowledged;
  }

  /** Whether the failure is that nobody answered: then there is nobody to tell about it either. */
  synchronized boolean unanswered() {
    return failure instanceof org.apache.kafka.common.errors.TimeoutException;
  }

  /** Forgets a failure, for what is still to be sent in spite of it. */
  synchronized void forgetFailure() {
    failure = null;
  }

  /**
   * Waits until everything that was sent is answered for.
   *
   * @throws InfrastructureException if a record could not be delivered
   */
  public void awaitAcknowledged() throws InterruptedException {
    awaitAcknowledged(deliveryTimeout.plus(GRACE));
  }

  void awaitAcknowledged(Duration limit) throws InterruptedException {
    Deadline deadline = Deadline.after(limit, clock);
    synchronized (this) {
      throwFailure();
      while (pending > 0) {
        if (deadline.expired()) {
          throw new InfrastructureException(
              "Kafka left " + pending + " records unanswered for " + limit.toSeconds() + " s");
        }
        wait(Math.max(1, Math.min(1_000, deadline.remaining().toMillis())));
        throwFailure();
      }
    }
  }

  private void send(ProducerRecord<byte[], byte[]> produced, @Nullable T document)
      throws InterruptedException {
    synchronized (this) {
      throwFailure();
      pending++;
    }
    try {
      // Every answer comes to the callback; the future says nothing more.
      var unused = producer.send(produced, (metadata, e) -> answered(document, e));
    } catch (InterruptException e) {
      notSent();
      Thread.interrupted(); // it set the flag; the exception says it instead
      throw new InterruptedException("interrupted while sending to " + produced.topic());
    } catch (KafkaException e) {
      notSent();
      throw failed(e);
    }
  }

  private synchronized void notSent() {
    pending--;
    notifyAll();
  }

  private synchronized void answered(@Nullable T document, @Nullable Exception e) {
    pending--;
    if (e == null) {
      acknowledged += document == null ? 0 : 1;
    } else if (document != null && e instanceof RecordTooLargeException) {
      tooLarge.add(document);
    } else if (failure == null) {
      failure = e;
    }
    notifyAll();
  }

  private synchronized void throwFailure() {
    if (failure != null) {
      throw failed(failure);
    }
  }

  private static InfrastructureException failed(Exception e) {
    return new InfrastructureException(
        "Kafka did not take a record: " + e.getClass().getSimpleName() + ": " + e.getMessage(), e);
  }
}
