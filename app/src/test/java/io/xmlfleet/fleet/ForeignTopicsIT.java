package io.xmlfleet.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.CommandLineCall;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.testing.KafkaUnderTest;
import io.xmlfleet.topic.TopicNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command that reads a topic, over topics on which anybody has written anything. */
class ForeignTopicsIT {
  private static final Path SAMPLE = Path.of("..", "samples", "credit-applications");
  private static final int HUGE = 1_000_000;

  private final KafkaSettings kafka = KafkaUnderTest.settings();
  private final TopicNames topics = KafkaUnderTest.newFleet(2);
  private final Random random = new Random(22);

  @TempDir Path folder;

  @Test
  void stopNobody() throws Exception {
    writeAnythingEverywhere();
    CommandLineSession session = new CommandLineSession(folder.resolve("data"), topics);

    CommandLineCall run = session.run("run", SAMPLE.toString(), "--run-id", "ours");
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    assertThat(run.out()).contains("194 loaded, 0 already loaded, 6 failed");
    writeAnythingEverywhere();

    for (String command :
        List.of(
            "runs",
            "watch ours --once",
            "lag",
            "report --run ours --to " + folder,
            "dead-letters list",
            "dead-letters list --run ours",
            "dead-letters export --run ours --out " + folder.resolve("letters"),
            "dead-letters park --run ours",
            "dead-letters history",
            "dead-letters unpark --run ours",
            "replay --run ours --dry-run",
            "reconcile --run ours")) {
      CommandLineCall said = session.run(command.split(" ", -1));
      assertThat(said.exitCode()).as(command + ": " + said).isLessThanOrEqualTo(1);
      assertThat(said.toString()).as(command).doesNotContain("Exception");
    }
    assertThat(session.run("produce", "--resume", "ours", SAMPLE.toString()).toString())
        .contains("all 200 documents of ours were sent");
    CommandLineCall again = session.run("run", SAMPLE.toString());
    assertThat(again.out()).as(again.toString()).contains("0 loaded, 194 already loaded, 6 failed");
  }

  private void writeAnythingEverywhere() throws Exception {
    List<String> names =
        List.of(
            topics.work(),
            topics.urgentWork(),
            topics.results(),
            topics.deadLetters(),
            topics.deadLetterActions(),
            topics.runs(),
            topics.progress(),
            topics.aggregatorState());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            kafka.clientProperties(Map.of("max.request.size", 10 * HUGE), Map.of()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (String topic : names) {
        for (byte @Nullable [] value : values()) {
          for (String key : List.of("ours", "ours/3", "null", "\u0000", "positions")) {
            // A record without a value says that what is there under its key is over: it is no
            // foreign one, and a large one is as large under any key.
            boolean one = value == null || value.length > HUGE / 2;
            if (!one || key.equals("null")) {
              var unused = producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value));
            }
          }
        }
      }
    }
  }

  private List<byte[]> values() {
    List<byte[]> values = new ArrayList<>();
    values.add(null);
    for (String text :
        List.of(
            "",
            "null",
            "[]",
            "{}",
            "0",
            "\"text\"",
            "<a/>",
            "{\"run\":5,\"state\":[],\"counts\":{\"loaded\":\"many\"}}",
            "{\"run\":\"ours\",\"state\":null,\"reportedAt\":null}",
            "{\"item\":{\"run\":\"ours\",\"sequence\":-1},\"attempt\":99999999999}")) {
      values.add(text.getBytes(UTF_8));
    }
    values.add(("{\"run\":\"" + "x".repeat(HUGE) + "\"}").getBytes(UTF_8));
    values.add("[".repeat(HUGE).getBytes(UTF_8));
    values.add(("{\"run\":" + "{\"run\":".repeat(HUGE / 10)).getBytes(UTF_8));
    byte[] noise = new byte[1_000];
    random.nextBytes(noise);
    values.add(noise);
    return values;
  }
}
