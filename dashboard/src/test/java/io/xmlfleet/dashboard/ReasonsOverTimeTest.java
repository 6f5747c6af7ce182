package io.xmlfleet.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Stage;
import io.xmlfleet.letter.DeadLetterEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReasonsOverTimeTest {
  private final FakeDeadLetterService service = new FakeDeadLetterService();

  @Test
  void countsTheMostFrequentReasonsInEqualSlices() {
    for (int i = 0; i < 7; i++) {
      for (int n = 0; n <= i; n++) {
        service.add("a", i * 10 + n, Stage.MAPPING, "reason " + i, "here");
      }
    }
    List<DeadLetterEntry> letters = new ArrayList<>();
    service.letters().forEach(each -> letters.add(later(each)));
    Collections.shuffle(letters);

    ReasonsOverTime told = ReasonsOverTime.of(letters);

    assertThat(told.reasons())
        .containsExactly("reason 6", "reason 5", "reason 4", "reason 3", "reason 2", "");
    assertThat(told.slices()).hasSize(60);
    assertThat(told.slices().get(0).from()).isEqualTo(Reports.START);
    assertThat(told.slices().get(0).counts()).containsExactly(0, 0, 0, 0, 0, 1);
    assertThat(told.slices().get(59).counts()).containsExactly(7, 0, 0, 0, 0, 0);
    assertThat(
            told.slices().stream()
                .flatMap(slice -> slice.counts().stream())
                .reduce(0, Integer::sum))
        .isEqualTo(28);
    assertThat(ReasonsOverTime.of(List.of()).slices()).isEmpty();
  }

  /** As many minutes after the start as the tens of its number. */
  private static DeadLetterEntry later(DeadLetterEntry entry) {
    return new DeadLetterEntry(
        entry
            .head()
            .but()
            .failedAt(Reports.START.plusSeconds(60 * (entry.item().sequence() / 10)))
            .build(),
        entry.documentBytes(),
        entry.position(),
        entry.state());
  }
}
