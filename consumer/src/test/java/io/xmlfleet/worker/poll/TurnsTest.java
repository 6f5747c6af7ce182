package io.xmlfleet.worker.poll;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TurnsTest {
  private final Turns turns = new Turns();

  @Test
  void workersDoNotWaitForEachOther() {
    assertThat(turns.enter("one")).isTrue();
    assertThat(turns.enter("two")).isTrue();
  }

  @Test
  void oneThatIsToBeAloneWaitsForTheOthersAndTheyForIt() {
    assertThat(turns.enter("other")).isTrue();
    assertThat(turns.enterAlone("alone")).as("the other has something in hand").isFalse();
    turns.done("other");
    assertThat(turns.enter("other")).as("it is about to be alone").isFalse();
    assertThat(turns.enterAlone("alone")).isTrue();
    assertThat(turns.enterAlone("alone")).as("the next document, too").isTrue();
    assertThat(turns.enter("other")).isFalse();

    turns.leave("other");
    assertThat(turns.enter("other")).as("only who is alone ends it").isFalse();
    turns.leave("alone");
    assertThat(turns.enter("other")).isTrue();
  }

  @Test
  void onlyOneIsAlone() {
    assertThat(turns.enterAlone("first")).isTrue();
    assertThat(turns.enterAlone("second")).isFalse();

    turns.leave("first");

    assertThat(turns.enterAlone("second")).isTrue();
  }
}
