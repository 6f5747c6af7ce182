package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Where the answer is known without a simulation. */
class FleetModelTest {
  private static final Percentage CLOSE = Percentage.withPercentage(2);

  @Test
  void isLinearWhereWorkersWaitForTheNetworkOnly() {
    FleetModel one = new FleetModel(1, 64, 64, 10, 4, 5, 0, 64, 0);

    assertThat(one.documentsPerSecond()).isCloseTo(10 / 0.020, CLOSE);
    assertThat(one.withWorkers(64).documentsPerSecond()).isCloseTo(64 * 10 / 0.020, CLOSE);
  }

  @Test
  void endsAtTheCoresOfConsumersOrOfTheDatabase() {
    FleetModel consumers = new FleetModel(32, 32, 4, 10, 4, 1, 2, 64, 0.1);
    FleetModel database = new FleetModel(32, 32, 64, 10, 4, 1, 2, 4, 5);

    assertThat(consumers.documentsPerSecond()).isCloseTo(4 / 0.002, CLOSE);
    assertThat(database.documentsPerSecond()).isCloseTo(4 / 0.005, CLOSE);
  }

  @Test
  void waitsForTheWorkerThatHasMost() {
    FleetModel fleet = new FleetModel(8, 8, 8, 1, 4, 25, 0, 8, 0);

    // 100 documents each on average, 10 at 100 ms a second; some worker has 5 to 30 % more.
    assertThat(fleet.secondsFor(800, 1)).isBetween(10.5, 13.0);
    assertThat(fleet.secondsFor(0, 1)).isCloseTo(0, within(0.0));
  }
}
