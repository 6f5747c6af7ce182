package io.xmlfleet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DocumentMemoryTest {
  private final DocumentMemory memory = new DocumentMemory(600, 2);

  @Test
  void aBatchHasHalfOfAWorkersThird() {
    assertThat(memory.enough()).isEqualTo(50);
  }

  @Test
  void oneWorkerAtATimeTakesTheWhole() {
    assertThat(memory.takeWhole("one")).isTrue();
    assertThat(memory.takeWhole("one")).as("as before").isTrue();
    assertThat(memory.takeWhole("two")).isFalse();

    memory.giveBack("two");
    assertThat(memory.takeWhole("two")).as("it is another's").isFalse();
    memory.giveBack("one");
    assertThat(memory.takeWhole("two")).isTrue();
  }
}
