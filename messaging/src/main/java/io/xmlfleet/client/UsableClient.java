package io.xmlfleet.client;

import io.xmlfleet.failure.UsageException;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/** Makes Kafka clients, and says what is wrong with the properties of one that cannot be made. */
public final class UsableClient {
  private UsableClient() {}

  /**
   * What the constructor makes.
   *
   * @throws UsageException if it refuses the properties, with the reason: no such file, no such
   *     host
   */
  public static <T> T of(Supplier<T> constructor) {
    try {
      return constructor.get();
    } catch (KafkaException e) {
      throw new UsageException("the Kafka settings cannot be used: " + reason(e), e);
    }
  }

  /** Of the last cause: Kafka wraps what went wrong several times. */
  private static String reason(KafkaException failure) {
    Throwable last = failure;
    for (Throwable next = failure.getCause(); next != null; next = next.getCause()) {
      last = next;
    }
    return last instanceof KafkaException
        ? String.valueOf(last.getMessage())
        : last.getClass().getSimpleName() + ": " + last.getMessage();
  }
}
