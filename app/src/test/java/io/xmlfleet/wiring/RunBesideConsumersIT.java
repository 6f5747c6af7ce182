package io.xmlfleet.wiring;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.Deadline;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.process.Shutdown;
import io.xmlfleet.testing.KafkaUnderTest;
import io.xmlfleet.topic.TopicNames;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** Who finds consumers where a run is to be. */
class RunBesideConsumersIT {
  private final TopicNames topics = KafkaUnderTest.newFleet(2);
  private final List<String> said = new ArrayList<>();

  @Test
  void isToldToProduce() {
    try (KafkaConsumer<byte[], byte[]> consumer = joined("theirs-1")) {
      assertThat(consumer.assignment()).isNotEmpty();
      assertThatThrownBy(() -> requireAlone("mine", Duration.ofSeconds(1)))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("consumers work on this fleet already")
          .hasMessageContaining("produce");
      assertThat(said).singleElement().asString().contains("they may have been killed");
    }
  }

  /** As one that was killed is, when its session is over. */
  @Test
  void waitsForThemToBeGone() throws Exception {
    KafkaConsumer<byte[], byte[]> consumer = joined("theirs-1");
    CompletableFuture<Void> leaves =
        CompletableFuture.runAsync(consumer::close, CompletableFuture.delayedExecutor(2, SECONDS));

    requireAlone("mine", Duration.ofMinutes(1));

    leaves.get(1, MINUTES);
  }

  @Test
  void waitsForNoneOfItsOwn() {
    try (KafkaConsumer<byte[], byte[]> consumer = joined("mine-1")) {
      requireAlone("mine", Duration.ofSeconds(1));

      assertThat(said).isEmpty();
      assertThat(consumer.assignment()).isNotEmpty();
    }
  }

  private void requireAlone(String instance, Duration patience) {
    SharedFleet.requireAlone(
        KafkaUnderTest.settings(),
        topics.consumerGroup(),
        instance,
        patience,
        new Shutdown(),
        said::add);
  }

  private KafkaConsumer<byte[], byte[]> joined(String client) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                KafkaUnderTest.settings().bootstrapServers(),
                "client.id",
                client,
                "group.id",
                topics.consumerGroup(),
                "group.protocol",
                "consumer"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of(topics.work()));
    Deadline deadline = Deadline.after(Duration.ofSeconds(30), Clock.systemUTC());
    while (consumer.assignment().isEmpty()) {
      consumer.poll(Duration.ofMillis(100));
      assertThat(deadline.expired()).as("it does not join").isFalse();
    }
    return consumer;
  }
}
