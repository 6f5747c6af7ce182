package io.xmlfleet.worker.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.message.DeadLetterCodec;
import io.xmlfleet.pipeline.ItemReport;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.worker.ReportsForTests;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KafkaOutcomePublisherTest {
  private static final TopicNames TOPICS = new TopicNames("fleet");

  private final List<LimitedProducer> made = new ArrayList<>();
  private final SharedProducer producers =
      new SharedProducer(
          () -> {
            made.add(new LimitedProducer());
            return made.get(made.size() - 1);
          });
  private final KafkaOutcomePublisher publisher =
      new KafkaOutcomePublisher(producers, TOPICS, Duration.ofSeconds(5), Clock.systemUTC());

  private List<ItemReport> publish(List<ItemReport> reports) {
    return publisher.send(reports).unacknowledged();
  }

  /** A producer whose sends fail as told, and that refuses values above a size. */
  private static final class LimitedProducer extends MockProducer<byte[], byte[]> {
    private int mostBytes = Integer.MAX_VALUE;
    private RuntimeException failure;
    private String failing = "";
    private int refused;
    private @Nullable List<CompletableFuture<RecordMetadata>> onTheirWay;

    LimitedProducer() {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> sent) {
      if (onTheirWay != null) {
        onTheirWay.add(new CompletableFuture<>());
        return onTheirWay.get(onTheirWay.size() - 1);
      }
      if (failure != null && sent.topic().endsWith(failing)) {
        refused++;
        return CompletableFuture.failedFuture(failure);
      }
      if (sent.value() != null && sent.value().length > mostBytes) {
        return CompletableFuture.failedFuture(new RecordTooLargeException("too large"));
      }
      return super.send(sent);
    }
  }

  @Test
  void publishesDeadLetterAndResult() {
    assertThat(publish(List.of(ReportsForTests.rejected(3, new byte[10])))).isEmpty();

    assertThat(history())
        .extracting(ProducerRecord::topic)
        .containsExactly("fleet.dead-letters", "fleet.results");
    assertThat(history()).extracting(sent -> text(sent.key())).containsOnly("run/3");
  }

  @Test
  void resolvesTheDeadLetterOfAReplayThatIsLoaded() {
    publish(List.of(ReportsForTests.loaded(1, 1), ReportsForTests.loaded(2, 2)));

    assertThat(history())
        .filteredOn(sent -> sent.topic().equals("fleet.dead-letters"))
        .hasSize(1)
        .allSatisfy(
            sent -> {
              assertThat(text(sent.key())).isEqualTo("run/2");
              assertThat(sent.value()).isNull();
            });
  }

  @Test
  void resolvesTheDeadLettersOfEarlierVersionsOfWhatIsLoaded() {
    publish(List.of(ReportsForTests.loadedAfter(4, List.of(1L, 3L))));

    assertThat(history())
        .extracting(sent -> sent.topic() + ' ' + text(sent.key()) + ' ' + (sent.value() == null))
        .containsExactly(
            "fleet.dead-letters run/1 true",
            "fleet.results run/1 false",
            "fleet.dead-letters run/3 true",
            "fleet.results run/3 false",
            "fleet.results run/4 false");
  }

  @Test
  void givesBackWhatIsNotAcknowledged() {
    List<ItemReport> reports =
        List.of(ReportsForTests.loaded(1, 1), ReportsForTests.rejected(2, new byte[1]));
    made.get(0).failure = new TimeoutException("no broker");

    assertThat(publish(reports)).containsExactlyInAnyOrderElementsOf(reports);

    made.get(0).failure = null;
    assertThat(publish(reports)).isEmpty();
  }

  @Test
  void keepsADeadLetterWithoutItsDocumentWhenThatIsTooLarge() {
    made.get(0).mostBytes = 1_000;

    assertThat(publish(List.of(ReportsForTests.rejected(3, new byte[2_000])))).isEmpty();

    ProducerRecord<byte[], byte[]> letter =
        history().stream()
            .filter(sent -> sent.topic().equals("fleet.dead-letters"))
            .findFirst()
            .orElseThrow();
    assertThat(letter.value()).isEmpty();
    assertThat(text(letter.headers().lastHeader(DeadLetterCodec.REASON).value()))
        .isEqualTo(
            "not well-formed; the document is too large to be kept here and stays where its"
                + " work item has it");
  }

  @Test
  void saysSoWhenNotEvenASmallOutcomeFits() {
    made.get(0).mostBytes = 10;

    assertThatThrownBy(() -> publish(List.of(ReportsForTests.loaded(1, 1))))
        .isInstanceOf(InfrastructureException.class)
        .hasMessageContaining("max.message.bytes");
  }

  @Test
  void replacesAProducerThatIsBeyondRepair() {
    made.get(0).failure = new TopicAuthorizationException("fleet.results");

    assertThatThrownBy(() -> publish(List.of(ReportsForTests.loaded(1, 1))))
        .isInstanceOf(InfrastructureException.class)
        .hasMessageContaining("refuses");

    assertThat(made).hasSize(2);
    assertThat(publish(List.of(ReportsForTests.loaded(1, 1)))).isEmpty();
  }

  @Test
  void saysWhichTopicRefusesAndThatNothingIsLost() {
    made.get(0).failing = ".dead-letters";
    made.get(0).failure = new TopicAuthorizationException("Not authorized");

    assertThatThrownBy(() -> publish(List.of(ReportsForTests.rejected(3, new byte[10]))))
        .isInstanceOf(InfrastructureException.class)
        .hasMessageContaining("the topic fleet.dead-letters does not take one")
        .hasMessageContaining("TopicAuthorizationException: Not authorized")
        .hasMessageContaining("Nothing of the batch is committed; it comes again");
  }

  @Test
  void givesBackWhatIsNotAcknowledgedInTime() {
    made.get(0).onTheirWay = new ArrayList<>();
    List<ItemReport> reports = List.of(ReportsForTests.loaded(1, 1), ReportsForTests.loaded(2, 1));

    assertThat(
            new KafkaOutcomePublisher(producers, TOPICS, Duration.ofMillis(5), Clock.systemUTC())
                .send(reports)
                .unacknowledged())
        .isEqualTo(reports);

    assertThat(made.get(0).onTheirWay).as("all of them are sent").hasSize(2);
  }

  @Test
  void sendsNoMoreOnceOneFailsAtOnce() {
    made.get(0).failure = new TimeoutException("no broker");

    publish(List.of(ReportsForTests.loaded(1, 1), ReportsForTests.loaded(2, 1)));

    assertThat(made.get(0).refused).isEqualTo(1);
  }

  @Test
  void theWorkersOfAProcessReplaceAProducerOnceAndLoseNothing() {
    made.get(0).onTheirWay = new ArrayList<>();
    OutcomePublisher.Sent one = publisher.send(List.of(ReportsForTests.loaded(1, 1)));
    List<ItemReport> others = List.of(ReportsForTests.loaded(2, 1));
    OutcomePublisher.Sent another = publisher.send(others);
    made.get(0)
        .onTheirWay
        .forEach(sent -> sent.completeExceptionally(new TopicAuthorizationException("no")));

    assertThatThrownBy(one::unacknowledged).isInstanceOf(InfrastructureException.class);
    assertThat(another.unacknowledged()).as("to be sent again").isEqualTo(others);

    assertThat(made).hasSize(2);
    assertThat(made.get(0).closed()).isTrue();
    assertThat(made.get(1).closed()).isFalse();
  }

  private List<ProducerRecord<byte[], byte[]>> history() {
    return made.get(0).history();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
