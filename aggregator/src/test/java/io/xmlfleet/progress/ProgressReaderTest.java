package io.xmlfleet.progress;

import static io.xmlfleet.progress.Outcomes.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.topic.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressReaderTest {
  private static final Moment NOW = new Moment(START, Duration.ZERO);
  private static final TopicNames TOPICS = TopicNames.standard();

  private final MemoryKafka kafka = new MemoryKafka(TOPICS, 1);
  private final ProgressReader reader = new ProgressReader(kafka.reader(), TOPICS);
  private final List<String> seen = new ArrayList<>();

  @AfterEach
  void close() {
    reader.close();
    assertThat(kafka.open()).isZero();
  }

  @Test
  void knowsTheLatestReportOfEachRunWhateverStandsBetween() {
    report("b", 1);
    foreign(TOPICS.progress());
    report("a", 2);
    report("b", 3);

    assertThat(reader.latest()).extracting(ProgressReaderTest::text).containsExactly("a 2", "b 3");
  }

  @Test
  void knowsTheLatestEventOfEachRunWhateverStandsBetween() {
    RunEvent started = RunEvent.started("b", "loans", "in", START);
    put(TOPICS.runs(), FleetJson.write(started));
    put(TOPICS.runs(), FleetJson.write(RunEvent.started("a", null, "in", START)));
    foreign(TOPICS.runs());
    put(TOPICS.runs(), FleetJson.write(started.sealed(3, START)));

    assertThat(reader.events()).extracting(RunEvent::run).containsExactly("a", "b");
    assertThat(reader.event("b")).contains(started.sealed(3, START));
    assertThat(reader.event("c")).isEmpty();
  }

  @Test
  void followsOneRunFromItsLatestReportOn() {
    report("a", 1);
    report("a", 2);
    report("b", 3);

    reader.follow(
        "a",
        report -> {
          seen.add(report == null ? "nothing" : text(report));
          if (seen.size() == 2) {
            report("a", 4);
            foreign(TOPICS.progress());
            report("a", 5);
            report("b", 6);
          }
          return seen.size() < 4;
        });

    assertThat(seen).containsExactly("a 2", "nothing", "a 5", "nothing");
  }

  @Test
  void followsARunOfAnEmptyTopic() {
    reader.follow(
        "a",
        report -> {
          seen.add(report == null ? "nothing" : text(report));
          report("a", 1);
          return seen.size() < 2;
        });

    assertThat(seen).containsExactly("nothing", "a 1");
  }

  @Test
  void followsAllRunsAndSaysWhenItHasCaughtUp() {
    report("a", 1);
    foreign(TOPICS.progress());
    report("b", 2);

    reader.followAll(
        report -> seen.add(text(report)),
        () -> {
          seen.add("caught up");
          report("a", 3);
          foreign(TOPICS.progress());
        },
        () -> seen.size() < 4);

    assertThat(seen).containsExactly("a 1", "b 2", "caught up", "a 3");
  }

  @Test
  void saysThatATopicIsMissing() {
    try (ProgressReader lost = new ProgressReader(kafka.reader(), new TopicNames("lost"))) {
      assertThatThrownBy(lost::latest)
          .isInstanceOf(InfrastructureException.class)
          .hasMessageContaining("lost.progress");
    }
  }

  private static String text(ProgressReport report) {
    return report.run() + ' ' + report.counts().loaded();
  }

  private void report(String run, int loaded) {
    RunState state = new RunState(run, NOW);
    for (int sequence = 1; sequence <= loaded; sequence++) {
      state.apply(Outcomes.loaded(sequence), NOW);
    }
    put(
        TOPICS.progress(),
        FleetJson.write(new RunReporter(Duration.ofSeconds(60)).report(state, false, NOW)));
  }

  private void foreign(String topic) {
    put(topic, null);
    for (String value : List.of("null", "", "{}", "[]", "<a/>", "{\"run\":null}")) {
      put(topic, value.getBytes(UTF_8));
    }
  }

  private void put(String topic, byte[] value) {
    kafka.put(new ProducerRecord<>(topic, 0, "key".getBytes(UTF_8), value));
  }
}
