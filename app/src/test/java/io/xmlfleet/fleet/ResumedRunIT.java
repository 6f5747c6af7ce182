package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.CommandLineCall;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.progress.ProgressReader;
import io.xmlfleet.testing.KafkaUnderTest;
import io.xmlfleet.testing.LetterTopic;
import io.xmlfleet.topic.TopicNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose producer ended in the middle, by kill -9 or by a signal, and goes on. */
class ResumedRunIT {
  private static final int DOCUMENTS = 10_000;
  private static final int PARTITIONS = 3;

  @TempDir Path folder;

  private final TopicNames topics = KafkaUnderTest.newFleet(PARTITIONS);
  private final String[] servers = {
    "--kafka", KafkaUnderTest.settings().bootstrapServers(), "--topic-prefix", topics.prefix()
  };

  @Test
  void sendsWhatIsMissingAndNothingTwice() throws Exception {
    Path inbox = inbox();
    String[] produce = arguments("produce", inbox.toString(), "--run-id", "r");
    try (FleetProcess killed = FleetProcess.start(folder, "killed", produce)) {
      awaitSent(300);
      killed.kill();
    }
    long sent = sent();
    assertThat(sent).as("killed in the middle").isLessThan(DOCUMENTS);
    // A document that nobody numbered yet, amid those that were; what is before a checkpoint stays.
    RunEvent.Checkpoint checkpoint = event().checkpoint();
    long settled = checkpoint == null ? 0 : checkpoint.sequence();
    Files.writeString(inbox.resolve("doc-%06d-b.xml".formatted(settled + 1)), "<a/>");

    CommandLineSession session = new CommandLineSession(folder.resolve("data"));
    String[] resume = arguments("produce", inbox.toString(), "--resume", "r");
    CommandLineCall resumed = session.run(resume);

    assertThat(resumed.exitCode()).as(resumed.toString()).isZero();
    assertThat(resumed.out()).contains("Run r, resumed", "10,001 sent, 0 rejected");
    List<WorkItem> work = new LetterTopic(KafkaUnderTest.settings(), topics).work();
    assertThat(work).extracting(WorkItem::recordId).doesNotHaveDuplicates().hasSize(DOCUMENTS + 1);
    assertThat(work)
        .extracting(item -> item.item().sequence())
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, DOCUMENTS + 1).boxed().toList());
    assertThat(event()).extracting(RunEvent::total).isEqualTo(DOCUMENTS + 1L);

    CommandLineCall again = session.run(resume);
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("nothing to resume: all 10001 documents of r were sent");
  }

  @Test
  void goesOnAfterASignalFromItsCheckpoint() throws Exception {
    Path inbox = inbox();
    String[] produce = arguments("produce", inbox.toString(), "--run-id", "r");
    try (FleetProcess stopped = FleetProcess.start(folder, "stopped", produce)) {
      awaitSent(300);
      assertThat(stopped.terminate()).isEqualTo(130);
      assertThat(stopped.output()).contains("the same command with --resume r");
    }
    RunEvent cancelled = event();
    assertThat(cancelled.state()).isEqualTo(RunEvent.State.CANCELLED);
    assertThat(cancelled.checkpoint()).isNotNull();
    assertThat(cancelled.checkpoint().sequence()).isEqualTo(cancelled.total()).isEqualTo(sent());

    CommandLineCall resumed =
        new CommandLineSession(folder.resolve("data"))
            .run(arguments("produce", inbox.toString(), "--resume", "r"));

    assertThat(resumed.exitCode()).as(resumed.toString()).isZero();
    assertThat(sent()).isEqualTo(DOCUMENTS);
    assertThat(event().total()).isEqualTo(DOCUMENTS);
  }

  private Path inbox() throws IOException {
    Path inbox = Files.createDirectory(folder.resolve("inbox"));
    for (int i = 1; i <= DOCUMENTS; i++) {
      Files.writeString(inbox.resolve("doc-%06d.xml".formatted(i)), "<a n='" + i + "'/>");
    }
    return inbox;
  }

  private RunEvent event() {
    try (ProgressReader reader = ProgressReader.connect(KafkaUnderTest.settings(), topics)) {
      return reader.event("r").orElseThrow();
    }
  }

  private void awaitSent(int count) throws Exception {
    Deadline deadline = Deadline.after(Duration.ofSeconds(60), Clock.systemUTC());
    while (sent() < count) {
      assertThat(deadline.expired()).as("sending begins").isFalse();
    }
  }

  private long sent() throws Exception {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (int i = 0; i < PARTITIONS; i++) {
      ends.put(new TopicPartition(topics.work(), i), OffsetSpec.latest());
    }
    try (Admin admin =
        Admin.create(KafkaUnderTest.settings().clientProperties(Map.of(), Map.of()))) {
      long sent = 0;
      for (var end : admin.listOffsets(ends).all().get().values()) {
        sent += end.offset();
      }
      return sent;
    }
  }

  private String[] arguments(String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(Arrays.asList(servers));
    return all.toArray(String[]::new);
  }
}
