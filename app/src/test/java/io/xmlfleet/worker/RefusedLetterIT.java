package io.xmlfleet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.testing.KafkaUnderTest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A dead-letters topic that takes not even a letter without its document. */
class RefusedLetterIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String PREFIX = "refused-" + ProcessHandle.current().pid();

  @Test
  void isNoReasonToLoseTheItem() throws Exception {
    try (Fleet fleet = new Fleet(KafkaUnderTest.settings().bootstrapServers(), PREFIX)) {
      limitDeadLetters(100);
      Supervisor supervisor = fleet.start(fleet.settings("a").withThreads(1));
      fleet.produce(1, 40, Map.of(7L, "broken"));

      fleet.readUntil(
          PATIENCE, () -> fleet.statuses.stream().anyMatch(RefusedLetterIT::saysWhatToDo));
      fleet.readUntil(PATIENCE, () -> supervisor.health().get(0).restarts() > 0);
      assertThat(fleet.deadLetters).isEmpty();
      assertThat(fleet.committed()).isNotEqualTo(fleet.ends());

      limitDeadLetters(1_000_000);
      fleet.readUntil(PATIENCE, () -> fleet.done(40) && fleet.deadLetters.size() == 1);
      fleet.assertExactlyOnce(40, Set.of(7L));
    }
  }

  private static boolean saysWhatToDo(WorkerStatus status) {
    String reason = status.reason();
    return status.state() == WorkerStatus.State.STOPPED
        && reason != null
        && reason.contains(PREFIX + ".dead-letters refuse even the smallest outcome")
        && reason.contains("raise max.message.bytes. Nothing of the batch is committed");
  }

  private static void limitDeadLetters(int bytes) throws Exception {
    KafkaUnderTest.limitRecords(KafkaUnderTest.settings(), PREFIX + ".dead-letters", bytes);
  }
}
