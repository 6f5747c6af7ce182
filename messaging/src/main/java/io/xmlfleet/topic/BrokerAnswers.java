package io.xmlfleet.topic;

import io.xmlfleet.client.ClientFactory;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.InfrastructureException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/** What brokers answer to who only looks: soon, or not at all. */
final class BrokerAnswers {
  private static final int TIMEOUT_MILLIS = 10_000;

  private BrokerAnswers() {}

  /** A client that gives up in time for {@link #of}. */
  static Admin admin(KafkaSettings kafka) {
    return ClientFactory.admin(
        kafka,
        Map.of("default.api.timeout.ms", TIMEOUT_MILLIS, "request.timeout.ms", TIMEOUT_MILLIS / 2));
  }

  /**
   * The answer.
   *
   * @throws InfrastructureException if there is none within ten seconds, or they refuse; then its
   *     cause says why
   */
  static <T> T of(KafkaFuture<T> future) {
    try {
      return future.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new InfrastructureException("the brokers do not tell: " + cause.getMessage(), cause);
    } catch (TimeoutException e) {
      throw new InfrastructureException("the brokers did not answer within 10 s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfrastructureException("interrupted while asking the brokers", e);
    }
  }

  /**
   * The answer; none if what was asked for is not there, or not for this login to see.
   *
   * @throws InfrastructureException as above, for every other reason
   */
  static <T> Optional<T> ifSeen(KafkaFuture<T> future) {
    try {
      return Optional.of(of(future));
    } catch (InfrastructureException e) {
      if (isUnseen(e.getCause())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** A cluster may be too old for share groups, or not have them switched on. */
  private static boolean isUnseen(@Nullable Throwable cause) {
    return cause instanceof AuthorizationException
        || cause instanceof UnknownTopicOrPartitionException
        || cause instanceof GroupIdNotFoundException
        || cause instanceof UnsupportedVersionException;
  }
}
