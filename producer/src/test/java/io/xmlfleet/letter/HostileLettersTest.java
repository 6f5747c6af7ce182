package io.xmlfleet.letter;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.testing.HostileText;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What stands in a letter was chosen by whoever wrote to the topic. */
class HostileLettersTest {
  private static DeadLetter letter(String recordId, String reason, String location) {
    return DeadLetter.of(new ItemId("r", 1), recordId)
        .failure(new Failure(Stage.MAPPING, reason, location))
        .worker("w")
        .failedAt(Instant.EPOCH)
        .build();
  }

  @Test
  void namesFilesOfAnyRecord() {
    HostileText.isReadInLinearTime(
        "the name of an exported file", "/", ".xml", text -> ExportNames.of(letter(text, "", "")));
  }

  @Test
  void findsTheTableInAnyLocation() {
    HostileText.isReadInLinearTime(
        "the place of a failure",
        "c.yaml:1, /a → ",
        ".c",
        text -> FailurePlace.of(letter("", "", text)));
  }

  @Test
  void searchesAnyReason() {
    HostileText.isReadInLinearTime(
        "the search in a reason",
        text -> DeadLetterFilter.all().withReasonPart("b").matches(letter("", text, text)));
  }

  @Test
  void saysWhatWasAskedFor() {
    HostileText.isReadInLinearTime(
        "a filter as text", text -> DeadLetterFilter.all().withReasonPart(text).toString());
  }

  @Test
  void givesUpAnExpressionThatGoesBackAndForth() {
    for (String expression : List.of("(a+)+\\1b", "(?:a|b)*c")) {
      DeadLetterFilter filter =
          DeadLetterFilter.all().withReasonMatching(Pattern.compile(expression));

      assertThatThrownBy(() -> filter.matches(letter("", "a".repeat(500_000), "")))
          .as(expression)
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("--reason-matches takes too long");
    }
  }
}
