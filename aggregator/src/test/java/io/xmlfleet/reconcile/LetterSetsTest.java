package io.xmlfleet.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LetterSetsTest {
  private final LetterSets letters = new LetterSets();

  @Test
  void theLaterRecordOfAPartitionWins() {
    letters.add(0, 1, true);
    letters.add(0, 1, false);
    letters.add(1, 2, false);
    letters.add(1, 2, true);

    assertThat(letters.undecided()).isFalse();
    assertThat(letters.open().toArray()).containsExactly(2);
  }

  @Test
  void theLaterTimeWinsBetweenPartitions() {
    for (int reading = 1; reading <= 2; reading++) {
      put(reading, 0, 1, true, 10); // before partitions were added
      put(reading, 0, 2, true, 11);
      put(reading, 0, 3, false, 12);
      put(reading, 5, 1, false, 20); // after
      put(reading, 5, 2, true, 21);
      put(reading, 5, 3, true, 22);
      put(reading, 5, 4, true, 23);
    }

    assertThat(letters.open().toArray()).containsExactly(2, 3, 4);
  }

  private void put(int reading, int partition, long sequence, boolean open, long millis) {
    if (reading == 1) {
      letters.add(partition, sequence, open);
    } else {
      assertThat(letters.undecided()).isTrue();
      letters.addTime(sequence, open, millis);
    }
  }
}
