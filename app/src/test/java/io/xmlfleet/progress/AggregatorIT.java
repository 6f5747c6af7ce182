package io.xmlfleet.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.topic.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AggregatorIT {
  private static final String RUN = "run-1";
  private static final AggregatorSettings QUICK =
      new AggregatorSettings(
          Duration.ofMillis(50),
          Duration.ofMillis(500),
          Duration.ofSeconds(60),
          Duration.ofSeconds(6),
          Duration.ofDays(30));

  private final KafkaSettings kafka = StagedTopics.KAFKA;
  private final StagedTopics staged = new StagedTopics(RUN, 3);
  private final TopicNames topics = staged.names();

  @AfterEach
  void close() {
    staged.close();
  }

  @Test
  void reportsARunAndGoesOnAfterARestart() throws Exception {
    staged.started();
    try (Aggregator aggregator = start()) {
      for (int i = 1; i <= 50; i++) {
        staged.loaded(i);
      }
      await(report -> report.counts().loaded() == 50);
      aggregator.requireRunning();
    }
    for (int i = 40; i <= 99; i++) {
      staged.loaded(i);
    }
    staged.rejected(100);
    staged.sealed(100);
    try (Aggregator again = start()) {
      ProgressReport last = await(ProgressReport::finished);
      assertThat(last.counts()).isEqualTo(new ProgressReport.Counts(100L, 99, 0, 1));
      assertThat(last.rows()).containsEntry("application", 99L);
      again.requireRunning();
    }
  }

  @Test
  void readsPartitionsThatAreAdded() throws Exception {
    staged.started();
    try (Aggregator aggregator = start();
        Admin admin = Admin.create(kafka.clientProperties(Map.of(), Map.of()))) {
      staged.loaded(1);
      await(report -> report.counts().loaded() == 1);
      admin
          .createPartitions(Map.of(topics.results(), NewPartitions.increaseTo(4)))
          .all()
          .get(30, TimeUnit.SECONDS);

      ProducerRecord<byte[], byte[]> second = staged.loadedRecord(2);
      staged.put(new ProducerRecord<>(second.topic(), 3, second.key(), second.value()));

      await(report -> report.counts().loaded() == 2);
      aggregator.requireRunning();
    }
  }

  @Test
  void aZombieIsFencedAndCannotOverwriteItsSuccessor() throws Exception {
    staged.started();
    ActiveTerm zombie =
        ActiveTerm.begin(TermClients.of(kafka, topics), topics, QUICK, Clock.systemUTC());
    staged.loaded(1);
    stepUntil(zombie, 1);
    try (Aggregator successor = start()) {
      staged.loaded(2);
      await(report -> report.counts().loaded() == 2);

      successor.requireRunning();
      assertThat(catchThrowable(() -> stepUntil(zombie, 2))).isInstanceOf(KafkaException.class);
    } finally {
      zombie.close();
    }
    try (Aggregator third = start()) {
      staged.loaded(3);
      await(report -> report.counts().loaded() == 3);
      third.requireRunning();
    }
  }

  private static void stepUntil(ActiveTerm term, long loaded) {
    Deadline deadline = Deadline.after(Duration.ofSeconds(30), Clock.systemUTC());
    while (term.step(Duration.ofMillis(500)).stream()
        .noneMatch(report -> report.counts().loaded() == loaded)) {
      assertThat(deadline.expired()).isFalse();
    }
  }

  @Test
  void aStandbyTakesOverFromTheActiveOne() throws Exception {
    staged.started();
    Aggregator first = start();
    staged.loaded(1);
    await(report -> report.counts().loaded() == 1);
    try (Aggregator standby = start()) {
      staged.loaded(2);
      await(report -> report.counts().loaded() == 2);
      assertThat(first.reports()).extracting(ProgressReport::run).containsExactly(RUN);
      assertThat(standby.reports()).as("another one speaks").isEmpty();
      first.close();
      assertThat(first.reports()).isEmpty();
      staged.loaded(3);
      staged.sealed(3);

      assertThat(await(ProgressReport::finished).counts())
          .isEqualTo(new ProgressReport.Counts(3L, 3, 0, 0));
      standby.requireRunning();
    }
  }

  @Test
  void saysThatTheBrokerRefusesItsTakeoverTime() throws Exception {
    AggregatorSettings hasty = QUICK.takingOverAfter(Duration.ofSeconds(1));

    assertThat(whyItEnds(kafka, hasty))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("1000 ms")
        .hasMessageContaining("group.min.session.timeout.ms");
  }

  @Test
  void saysThatItsKafkaSettingsCannotBeUsed() throws Exception {
    KafkaSettings unusable =
        new KafkaSettings(
            kafka.bootstrapServers(),
            Map.of("security.protocol", "SSL", "ssl.truststore.location", "none.p12"));

    assertThat(whyItEnds(unusable, QUICK))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("none.p12");
  }

  @Test
  void resolvesADeadLetterThatContradictsALoadedItem() throws Exception {
    try (Aggregator aggregator = start()) {
      staged.loaded(1);
      staged.letter(1);
      staged.letter(2);
      staged.rejected(2);
      await(report -> report.counts().completed() == 2);
      Map<String, Boolean> open = new HashMap<>();
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (!Boolean.FALSE.equals(open.get(RUN + "/1")) && System.nanoTime() < deadline) {
        readDeadLetters(open);
      }
      assertThat(open).containsEntry(RUN + "/1", false).containsEntry(RUN + "/2", true);
      aggregator.requireRunning();
    }
  }

  private void readDeadLetters(Map<String, Boolean> open) throws InterruptedException {
    try (Consumer<byte[], byte[]> consumer = TermClients.reader(kafka)) {
      new TopicReader(consumer, topics.deadLetters())
          .readAll(
              consumed ->
                  open.put(
                      new String(consumed.key(), StandardCharsets.UTF_8),
                      consumed.value() != null));
    }
  }

  private @Nullable Throwable whyItEnds(KafkaSettings settings, AggregatorSettings how)
      throws InterruptedException {
    Deadline deadline = Deadline.after(Duration.ofSeconds(30), Clock.systemUTC());
    Throwable said = null;
    try (Aggregator aggregator = Aggregator.start(settings, topics, how, Clock.systemUTC())) {
      while (said == null && !deadline.expired()) {
        said = catchThrowable(aggregator::requireRunning);
        Thread.sleep(20); // between two looks
      }
    }
    return said;
  }

  private Aggregator start() {
    return Aggregator.start(kafka, topics, QUICK, Clock.systemUTC());
  }

  private ProgressReport await(Predicate<ProgressReport> condition) {
    ProgressReport[] last = new ProgressReport[1];
    long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    try (ProgressReader reader = ProgressReader.connect(kafka, topics)) {
      reader.follow(
          RUN,
          report -> {
            last[0] = report == null ? last[0] : report;
            boolean met = last[0] != null && condition.test(last[0]);
            return !met && System.nanoTime() < deadline;
          });
    }
    assertThat(last[0]).as("a report").isNotNull();
    assertThat(condition.test(last[0])).as("condition on " + last[0].line()).isTrue();
    return last[0];
  }
}
