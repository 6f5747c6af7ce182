package io.xmlfleet.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OpeningTest {
  private final List<String> closed = Collections.synchronizedList(new ArrayList<>());

  @Test
  void closesOnceWhateverWasBegun() {
    Opening<String> opening = Opening.begin("opening", () -> "a thing", closed::add);
    assertThat(opening.get()).isEqualTo("a thing");

    opening.closeBeside();
    opening.closeBeside();
    opening.close();

    assertThat(closed).containsExactly("a thing");
  }

  @Test
  void waitsForWhatIsClosedBesideOthers() {
    CountDownLatch others = new CountDownLatch(1);
    Opening<String> opening =
        Opening.begin(
            "opening",
            () -> "a thing",
            thing -> {
              awaitQuietly(others);
              closed.add(thing);
            });
    opening.closeBeside(); // does not wait
    assertThat(closed).isEmpty();
    others.countDown();

    opening.close();

    assertThat(closed).containsExactly("a thing");
  }

  @Test
  void tellsWhatFailedWhenItWasClosedBesideOthers() {
    Opening<String> opening =
        Opening.begin(
            "opening",
            () -> "a thing",
            thing -> {
              throw new IllegalStateException("it does not close");
            });
    opening.closeBeside();
    assertThatThrownBy(opening::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("it does not close");

    Opening<String> failed =
        Opening.begin(
            "opening",
            () -> {
              throw new IllegalStateException("it does not open");
            },
            closed::add);
    failed.closeBeside();
    failed.close();
    assertThat(closed).isEmpty();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
