package io.xmlfleet.fleet;

import static io.xmlfleet.testing.LetterTopic.letter;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.CommandLineCall;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.testing.KafkaUnderTest;
import io.xmlfleet.testing.LetterTopic;
import io.xmlfleet.topic.TopicNames;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay of which nothing is left but what the brokers have: kill -9 in the middle. */
class KilledReplayIT {
  private static final int LETTERS = 400;

  @TempDir Path folder;

  private final TopicNames topics = KafkaUnderTest.newFleet(3);
  private final LetterTopic topic = new LetterTopic(KafkaUnderTest.settings(), topics);
  private final String[] servers = {
    "--kafka", KafkaUnderTest.settings().bootstrapServers(), "--topic-prefix", topics.prefix()
  };

  @Test
  void isRunAgainAndNeitherSkipsNorDoubles() throws Exception {
    List<DeadLetter> letters = new ArrayList<>();
    for (long sequence = 1; sequence <= LETTERS; sequence++) {
      letters.add(letter(new ItemId("r", sequence), 1, "<a>" + sequence + "</a>"));
    }
    topic.put(letters);

    try (FleetProcess killed =
        FleetProcess.start(folder, "killed", arguments("replay", "--rate", "50/s"))) {
      awaitWork(50);
      killed.kill();
    }
    CommandLineSession session = new CommandLineSession(folder.resolve("data"));
    CommandLineCall second = session.run(arguments("replay"));
    assertThat(second.exitCode()).as(second.toString()).isZero();

    List<WorkItem> after = topic.work();
    assertThat(after)
        .extracting(WorkItem::item)
        .containsExactlyInAnyOrderElementsOf(letters.stream().map(DeadLetter::item).toList());
    assertThat(after).extracting(WorkItem::attempt).containsOnly(2);
    assertThat(second.out()).containsPattern("[0-9]+ are replayed already and under way \\(");
    CommandLineCall third = session.run(arguments("replay"));
    assertThat(third.out()).contains(LETTERS + " are replayed already and under way");
    assertThat(topic.work()).hasSize(LETTERS);
    assertThat(session.run(arguments("dead-letters", "history")).out().lines()).hasSize(4);
  }

  private void awaitWork(int count) {
    Deadline deadline = Deadline.after(Duration.ofSeconds(60), Clock.systemUTC());
    while (topic.work().size() < count) {
      assertThat(deadline.expired()).as("the replay begins").isFalse();
    }
  }

  private String[] arguments(String... command) {
    String[] all = Arrays.copyOf(command, command.length + servers.length);
    System.arraycopy(servers, 0, all, command.length, servers.length);
    return all;
  }
}
