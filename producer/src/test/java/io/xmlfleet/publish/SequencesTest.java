package io.xmlfleet.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequencesTest {
  @Test
  void countsFromOne() {
    Sequences sequences = new Sequences(0);

    assertThat(sequences.next()).isEqualTo(1);
    assertThat(sequences.next()).isEqualTo(2);
    assertThat(sequences.wasSent("a")).isFalse();
    assertThat(sequences.settled()).isTrue();
    assertThat(sequences.hasGap()).isFalse();
  }

  @Test
  void fillsTheGapsOfWhatWasSent() {
    Sequences sequences = new Sequences(10);
    sequences.addSent("b", 12);
    sequences.addSent("e", 15);
    sequences.addSent("b", 12); // the topic may have it twice
    sequences.addSent("old", 9);
    assertThat(sequences.sentBefore()).isEqualTo(2);

    assertThat(sequences.wasSent("old")).isFalse();
    assertThat(sequences.next()).isEqualTo(11);
    assertThat(sequences.wasSent("b")).isTrue();
    assertThat(sequences.wasSent("b")).isFalse();
    assertThat(sequences.next()).isEqualTo(13);
    assertThat(sequences.settled()).isFalse();
    assertThat(sequences.next()).isEqualTo(14);
    assertThat(sequences.hasGap()).isFalse();
    assertThat(sequences.settled()).as("e was not met").isFalse();
    assertThat(sequences.wasSent("e")).isTrue();
    assertThat(sequences.settled()).isTrue();
    assertThat(sequences.last()).isEqualTo(15);
    assertThat(sequences.next()).isEqualTo(16);
  }

  @Test
  void toldOfDocumentsOfOneNameKnowsHowManyThereWere() {
    Sequences sequences = new Sequences(0);
    sequences.addSent("a", 1);
    sequences.addSent("a", 2);

    assertThat(sequences.wasSent("a")).isTrue();
    assertThat(sequences.wasSent("a")).isTrue();
    assertThat(sequences.wasSent("a")).isFalse();
    assertThat(sequences.next()).isEqualTo(3);
  }

  @Test
  void seesNumbersWhoseDocumentsAreGone() {
    Sequences sequences = new Sequences(0);
    sequences.addSent("c", 3);
    assertThat(sequences.wasSent("c")).isTrue();

    assertThat(sequences.hasGap()).isTrue();
    assertThat(sequences.next()).isEqualTo(1);
    assertThat(sequences.hasGap()).isTrue();
    assertThat(sequences.next()).isEqualTo(2);
    assertThat(sequences.hasGap()).isFalse();
    assertThat(sequences.last()).isEqualTo(3);
  }
}
