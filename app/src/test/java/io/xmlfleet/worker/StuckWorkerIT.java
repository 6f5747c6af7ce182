package io.xmlfleet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.Stage;
import io.xmlfleet.message.WorkResult;
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
      fleet.readUntil(PATIENCE, () -> fleet.done(40));

      assertThat(fleet.statuses)
          .anyMatch(status -> status.state() == WorkerStatus.State.STUCK)
          .anyMatch(status -> status.state() == WorkerStatus.State.WORKING);
      assertThat(supervisor.health()).anyMatch(health -> health.restarts() == 1);
      assertThat(fleet.results)
          .filteredOn(result -> !(result.outcome() instanceof Outcome.Loaded))
          .extracting(WorkResult::item)
          .containsExactlyElementsOf(fleet.deadLetters)
          .singleElement()
          .matches(item -> item.sequence() == 17);
      assertThat(fleet.results)
          .filteredOn(result -> result.item().sequence() == 17)
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
      // The other worker may be done with all of it before the stuck one has a successor.
      fleet.readUntil(
          PATIENCE,
          () ->
              fleet.done(40)
                  && supervisor.health().stream().anyMatch(health -> health.restarts() == 1));

      assertThat(fleet.deadLetters).isEmpty();
      assertThat(fleet.database.rows()).hasSize(40).doesNotHaveDuplicates();
    }
  }

  private static Fleet fleet() {
    String prefix = KafkaUnderTest.newFleet(Fleet.PARTITIONS).prefix();
    return new Fleet(KafkaUnderTest.settings().bootstrapServers(), prefix + ".stuck");
  }

  private static WorkerSettings impatient(Fleet fleet) {
    return fleet
        .settings("a")
        .withItemLimit(Duration.ofSeconds(1))
        .withSlowestStep(Duration.ofSeconds(2));
  }
}
