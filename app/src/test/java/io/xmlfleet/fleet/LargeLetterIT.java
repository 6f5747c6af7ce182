package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.CommandLineCall;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.embedded.EmbeddedBroker;
import io.xmlfleet.testing.KafkaUnderTest;
import io.xmlfleet.topic.TopicNames;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A document that the work topic takes and the dead-letters topic does not. */
class LargeLetterIT {
  private static final Path SAMPLE =
      Path.of("..", "samples", "credit-applications").toAbsolutePath().normalize();
  private static final Path DOCUMENT =
      SAMPLE.resolve("documents").resolve("application-000084.xml");

  @TempDir Path folder;

  @Test
  void isNeverLostAndIsReplayedLikeAnyOther() throws Exception {
    CommandLineSession session = new CommandLineSession(folder.resolve("data"));
    Path contract = folder.resolve("contract.yaml");
    Files.copy(SAMPLE.resolve("contract.yaml"), contract);
    assertThat(session.run("topics", "create").exitCode()).isZero();
    limitDeadLetters(1_000);

    CommandLineCall run =
        session.run(
            "run", DOCUMENT.toString(), "--contract", contract.toString(), "--run-id", "large");
    assertThat(run.out()).as(run.toString()).contains("0 loaded, 0 already loaded, 1 failed");
    assertThat(session.run("dead-letters", "list").out())
        .containsPattern(
            "large/1 +MAPPING .*; the document is too large to be kept here and stays");
    Path exported = folder.resolve("exported");
    session.run("dead-letters", "export", "--out", exported.toString());
    assertThat(exported.resolve("large+1+application-000084.xml")).hasSameBinaryContentAs(DOCUMENT);

    CommandLineCall again = session.run("replay");
    assertThat(again.out()).as(again.toString()).contains("0 loaded, 1 failed again");
    String text = Files.readString(contract);
    Files.writeString(contract, text.replace("# WITHDRAWN: 4", "WITHDRAWN: 4"));
    CommandLineCall repaired = session.run("replay");
    assertThat(repaired.out()).as(repaired.toString()).contains("1 loaded, 0 failed again");
    assertThat(session.run("dead-letters", "list").out()).contains("No open dead letters.");
  }

  private void limitDeadLetters(int bytes) throws Exception {
    try (EmbeddedBroker broker =
        EmbeddedBroker.start(folder.resolve("data").resolve("broker"), 0)) {
      KafkaUnderTest.limitRecords(
          new KafkaSettings(broker.bootstrapServers()), TopicNames.standard().deadLetters(), bytes);
    }
  }
}
