package io.xmlfleet.cli;

import static io.xmlfleet.testing.LetterTopic.letter;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.testing.KafkaUnderTest;
import io.xmlfleet.testing.LetterTopic;
import io.xmlfleet.topic.TopicNames;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLettersListIT {
  private static final ItemId ONE = new ItemId("r1", 1);
  private static final ItemId TWO = new ItemId("r1", 2);
  private static final ItemId THREE = new ItemId("r2", 1);

  private final TopicNames topics = KafkaUnderTest.newFleet(2);
  private final LetterTopic letters = new LetterTopic(KafkaUnderTest.settings(), topics);

  @BeforeEach
  void write() throws Exception {
    letters.put(
        letter(ONE, 1, "<order/>"),
        letter(TWO, 2, "<order/>"),
        letter(THREE, 1, new Failure(Stage.PARSING, "not well-formed", "line 3, column 1"), "<"));
  }

  @Test
  void listsThoseThatTheConditionsName() {
    assertThat(list("--run", "r1", "--table", "NOTE", "--column", "day").out())
        .contains("r1/1", "r1/2", "2 open dead letters");
    assertThat(list("--reason-matches", "no (date|time)", "--since", "2026-11-24T02:08:12Z").out())
        .contains("2 open dead letters");
    assertThat(list("--contract-name", "orders", "--contract-version", "2").out())
        .isEqualTo("No open dead letter matches.\n");
    assertThat(list("--until", "2026-11-24T02:08:12Z").out())
        .isEqualTo("No open dead letter matches.\n");
  }

  @Test
  void countsByFields() {
    assertThat(list("--group-by", "contract,version,reason").out())
        .containsPattern("contract +version +count +first item +reason")
        .containsPattern("orders +1 +2 +r1/1 +note.day is no date")
        .containsPattern("orders +1 +1 +r2/1 +not well-formed")
        .contains("3 open dead letters");
    assertThat(list("--group").out())
        .containsPattern("run +stage +count +first item +reason")
        .containsPattern("r1 +MAPPING +2 +r1/1 +note.day is no date");
  }

  @Test
  void printsJsonForPrograms() {
    CommandLineCall one = list("--json", "--item", "r1/2");
    assertThat(one.out().lines()).hasSize(1);
    Map<String, Object> expected =
        Map.ofEntries(
            Map.entry("item", "r1/2"),
            Map.entry("record", "in/2.xml"),
            Map.entry("stage", "MAPPING"),
            Map.entry("reason", "note.day is no date"),
            Map.entry("location", "orders.yaml:7, /order/@day → note.day"),
            Map.entry("table", "note"),
            Map.entry("column", "day"),
            Map.entry("contract", "orders"),
            Map.entry("version", "1"),
            Map.entry("attempt", 2),
            Map.entry("worker", "host/1"),
            Map.entry("failedAt", "2026-11-24T02:08:12Z"),
            Map.entry("document", "LETTER"),
            Map.entry("documentBytes", 8));
    assertThat(one.json(0)).isEqualTo(expected);

    CommandLineCall groups = list("--json", "--group-by", "stage");
    assertThat(groups.out().lines()).hasSize(2);
    assertThat(groups.json(0))
        .isEqualTo(
            Map.of(
                "stage",
                "PARSING",
                "count",
                1,
                "example",
                "r2/1",
                "lastFailedAt",
                "2026-11-24T02:08:12Z"));
  }

  @Test
  void showsTheFirstOnesAndSaysSo() {
    CommandLineCall first = list("--limit", "1");
    assertThat(first.out())
        .contains("r1/1", "3 open dead letters", "The first 1 are shown; --limit 0 shows all.")
        .doesNotContain("r1/2");
    assertThat(list("--limit", "0").out()).contains("r1/2", "r2/1").doesNotContain("are shown");
  }

  @Test
  void refusesWhatItCannotRead() {
    assertThat(list("--since", "yesterday"))
        .satisfies(
            refused -> {
              assertThat(refused.exitCode()).isEqualTo(2);
              assertThat(refused.err()).contains("--since takes 30m");
            });
    assertThat(list("--reason-matches", "(").err()).contains("not a regular expression");
    assertThat(list("--group-by", "colour").exitCode()).isEqualTo(2);
  }

  private CommandLineCall list(String... options) {
    return new LetterCalls(topics).deadLetters("list", options);
  }
}
