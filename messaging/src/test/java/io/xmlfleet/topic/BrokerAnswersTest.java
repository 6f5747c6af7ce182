package io.xmlfleet.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.InfrastructureException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.BrokerNotAvailableException;
import org.apache.kafka.common.errors.CoordinatorNotAvailableException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BrokerAnswersTest {
  @Test
  void givesWhatTheyAnswer() {
    assertThat(BrokerAnswers.ifSeen(KafkaFuture.completedFuture("yes"))).contains("yes");
  }

  static Stream<RuntimeException> unseen() {
    return Stream.of(
        new TopicAuthorizationException("work"),
        new GroupAuthorizationException("group"),
        new UnknownTopicOrPartitionException("work"),
        new GroupIdNotFoundException("group"),
        new UnsupportedVersionException("no share groups"));
  }

  @ParameterizedTest
  @MethodSource("unseen")
  void passesOverWhatIsNotThereOrNotForUs(RuntimeException refusal) {
    assertThat(BrokerAnswers.ifSeen(failed(refusal))).isEmpty();
  }

  static Stream<RuntimeException> trouble() {
    return Stream.of(
        new TimeoutException("no answer"),
        new CoordinatorNotAvailableException("moving"),
        new BrokerNotAvailableException("away"),
        new SaslAuthenticationException("who are you"),
        new UnknownServerException("broken"));
  }

  @ParameterizedTest
  @MethodSource("trouble")
  void takesNoTroubleForNothing(RuntimeException trouble) {
    assertThatThrownBy(() -> BrokerAnswers.ifSeen(failed(trouble)))
        .isInstanceOf(InfrastructureException.class)
        .hasCause(trouble)
        .hasMessageContaining(trouble.getMessage());
  }

  /** Somebody listens, and never says a word. */
  @Test
  void saysOfSilentBrokersThatTheyAreSilent() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      KafkaSettings kafka = new KafkaSettings("127.0.0.1:" + silent.getLocalPort());

      assertThat(TopicSafety.advice(kafka, TopicNames.standard()))
          .singleElement()
          .asString()
          .startsWith("How safe the topics are is not known: the brokers d");
      assertThatThrownBy(() -> ClusterState.read(kafka, TopicNames.standard()))
          .isInstanceOf(InfrastructureException.class);
    }
  }

  private static KafkaFuture<String> failed(RuntimeException failure) {
    KafkaFutureImpl<String> future = new KafkaFutureImpl<>();
    future.completeExceptionally(failure);
    return future;
  }
}
