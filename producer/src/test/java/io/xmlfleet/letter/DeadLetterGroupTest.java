package io.xmlfleet.letter;

import static io.xmlfleet.letter.LetterField.CONTRACT;
import static io.xmlfleet.letter.LetterField.REASON;
import static io.xmlfleet.letter.LetterField.RUN;
import static io.xmlfleet.letter.LetterField.STAGE;
import static io.xmlfleet.letter.LetterField.TABLE;
import static io.xmlfleet.letter.LetterField.VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadLetterGroupTest {
  private static final List<DeadLetterEntry> LETTERS =
      List.of(
          Letters.entry("r2", 1, Stage.PARSING, "b"),
          Letters.entry("r1", 3, Stage.PARSING, "b"),
          Letters.entry("r1", 2, Stage.PARSING, "b"),
          Letters.entry("r1", 1, Stage.PARSING, "a"),
          Letters.entry("r1", 4, Stage.VALIDATION, "c"));

  @Test
  void ordersRunsByNameThenStagesThenByCount() {
    assertThat(DeadLetterGroup.of(LETTERS, List.of(RUN, STAGE, REASON)))
        .containsExactly(
            group(1, "r1", 4, 4, "r1", "VALIDATION", "c"),
            group(2, "r1", 2, 3, "r1", "PARSING", "b"),
            group(1, "r1", 1, 1, "r1", "PARSING", "a"),
            group(1, "r2", 1, 1, "r2", "PARSING", "b"));
  }

  @Test
  void countsByOneFieldTheLargestFirst() {
    assertThat(DeadLetterGroup.of(LETTERS, List.of(REASON)))
        .containsExactly(
            group(3, "r1", 2, 3, "b"), group(1, "r1", 1, 1, "a"), group(1, "r1", 4, 4, "c"));
  }

  @Test
  void countsByContractVersionAndPlace() {
    DeadLetterEntry placed =
        Letters.entry(
            new ItemId("r1", 9), 1, new Failure(Stage.MAPPING, "no date", "c:1, note.day"));
    assertThat(DeadLetterGroup.of(List.of(placed), List.of(CONTRACT, VERSION, TABLE)))
        .containsExactly(group(1, "r1", 9, 9, "orders", "1", "note"));
  }

  @Test
  void countsWhatHasNoSuchFieldTogether() {
    assertThat(DeadLetterGroup.of(LETTERS, List.of(TABLE)))
        .containsExactly(group(5, "r1", 1, 4, ""));
  }

  private static DeadLetterGroup group(
      long count, String run, long example, long lastFailed, String... values) {
    return new DeadLetterGroup(
        List.of(values), count, new ItemId(run, example), Instant.EPOCH.plusSeconds(lastFailed));
  }
}
