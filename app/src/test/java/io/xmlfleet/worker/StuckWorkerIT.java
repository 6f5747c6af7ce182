package io.xmlfleet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Stage;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.testing.KafkaUnderTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A worker that does not come back from a document, or from the database. */
class StuckWorkerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void isReplacedAndItsDocumentFailsAlone() throws Exception {
    try (Fleet fleet = fleet()) {
      Supervisor supervisor = fleet.start(impatient(fleet));

      fleet.produce(1, 40, Map.of(17L, "stuck"));
      // The other worker may be done with all of it before the stuck one has a successor.
      fleet.readUntil(
          PATIENCE,
          () -> fleet.done(40) && !fleet.deadLetters.isEmpty() && replacedOnce(supervisor));

      assertThat(fleet.statuses)
          .anyMatch(status -> status.state() == WorkerStatus.State.STUCK)
          .anyMatch(status -> status.state() == WorkerStatus.State.WORKING);
      assertThat(fleet.deadLetters).singleElement().matches(item -> item.sequence() == 17);
      // Maybe told twice: a batch that moves before its offsets are committed comes again, and
      // the ledger keeps no rejections.
      assertThat(fleet.results)
          .filteredOn(result -> !(result.outcome() instanceof Outcome.Loaded))
          .isNotEmpty()
          .allMatch(result -> result.item().sequence() == 17)
          .allMatch(
              result ->
                  result.outcome() instanceof Outcome.Rejected rejected
                      && rejected.failure().stage() == Stage.TIMEOUT);
      assertThat(fleet.database.rows()).hasSize(39);
    }
  }

  @Test
  void isReplacedAndTheBatchIsLoadedWhenTheDatabaseNeverAnswers() throws Exception {
    try (Fleet fleet = fleet()) {
      Supervisor supervisor = fleet.start(impatient(fleet));
      fleet.database.stallNext();

      fleet.produce(1, 40, Map.of());
      fleet.readUntil(PATIENCE, () -> fleet.done(40) && replacedOnce(supervisor));

      assertThat(fleet.deadLetters).isEmpty();
      assertThat(fleet.database.rows()).hasSize(40).doesNotHaveDuplicates();
    }
  }

  private static boolean replacedOnce(Supervisor supervisor) {
    return supervisor.health().stream().anyMatch(health -> health.restarts() == 1);
  }

  private static Fleet fleet() {
    String prefix = KafkaUnderTest.newFleet(Fleet.PARTITIONS).prefix();
    return new Fleet(KafkaUnderTest.settings().bootstrapServers(), prefix + ".stuck");
  }

  private static WorkerSettings impatient(Fleet fleet) {
    return fleet
        .settings("a")
        .withItemLimit(Duration.ofSeconds(1))
        .withStatementLimit(Duration.ofSeconds(1))
        .withSlowestStep(Duration.ofSeconds(2));
  }
}
