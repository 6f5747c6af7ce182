package io.xmlfleet.worker.publish;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;

/**
 * One producer for all workers of a process, replaced when it is beyond repair: an idempotent
 * producer that met a fatal error refuses everything from then on. Thread-safe.
 */
public final class SharedProducer implements AutoCloseable {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private final Supplier<Producer<byte[], byte[]>> factory;
  private Producer<byte[], byte[]> current;

  public SharedProducer(Supplier<Producer<byte[], byte[]>> factory) {
    this.factory = factory;
    this.current = factory.get();
  }

  synchronized Producer<byte[], byte[]> current() {
    return current;
  }

  /**
   * Replaces a broken producer, unless somebody else has.
   *
   * @return whether it was the current one
   */
  synchronized boolean replace(Producer<byte[], byte[]> broken) {
    if (broken != current) {
      return false;
    }
    current = factory.get();
    broken.close(Duration.ZERO);
    return true;
  }

  @Override
  public void close() {
    current().close(CLOSE_LIMIT);
  }
}
