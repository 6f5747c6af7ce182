package io.xmlfleet.cli;

import static io.xmlfleet.testing.LetterTopic.letter;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.item.ItemId;
import io.xmlfleet.testing.KafkaUnderTest;
import io.xmlfleet.testing.LetterTopic;
import io.xmlfleet.topic.TopicNames;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLettersParkIT {
  private static final ItemId ONE = new ItemId("r", 1);
  private static final ItemId TWO = new ItemId("r", 2);
  private static final ItemId THREE = new ItemId("r", 3);

  private final TopicNames topics = KafkaUnderTest.newFleet(2);
  private final LetterTopic letters = new LetterTopic(KafkaUnderTest.settings(), topics);

  @BeforeEach
  void write() throws Exception {
    letters.put(letter(ONE, 1, "<a/>"), letter(TWO, 1, "<b/>"), letter(THREE, 1, "<c/>"));
  }

  @Test
  void listsParkedLettersApartUntilTheyAreUnparked() {
    assertThat(call("park", "--item", "r/2", "--note", "until May").out())
        .contains("1 dead letter parked");

    String list = call("list").out();
    assertThat(list).contains("2 open dead letters", "1 parked dead letter");
    assertThat(list.indexOf("r/2")).isGreaterThan(list.indexOf("2 open dead letters"));
    assertThat(list).containsPattern("r/2 +MAPPING +1 +in/2.xml +\\S+@\\S+, 20\\S+: until May");
    assertThat(call("list", "--open").out()).doesNotContain("r/2");
    assertThat(call("list", "--parked").out())
        .contains("No open dead letters", "r/2")
        .doesNotContain("r/1");
    assertThat(call("list", "--parked", "--open").exitCode()).isEqualTo(2);
    Map<?, ?> parked = (Map<?, ?>) call("list", "--json", "--item", "r/2").json(0).get("parked");
    assertThat(parked.get("note")).isEqualTo("until May");

    assertThat(call("unpark").out()).contains("1 dead letter unparked");
    assertThat(call("list").out()).contains("3 open dead letters").doesNotContain("parked");
    assertThat(call("unpark").out()).contains("No parked dead letter matches.");
  }

  @Test
  void parksNothingOnADryRun() {
    assertThat(call("park", "--dry-run").out()).contains("r/1", "3 dead letters would be parked");
    assertThat(call("list").out()).contains("3 open dead letters");
    assertThat(call("history").out()).contains("Nobody has replayed or parked anything.");
  }

  @Test
  void bringsNothingBackThatWasResolvedMeanwhile() throws Exception {
    letters.resolve(ONE);
    call("park");
    assertThat(call("list").out()).doesNotContain("r/1").contains("2 parked dead letters");
    call("unpark");
    assertThat(call("list").out()).doesNotContain("r/1").contains("2 open dead letters");
  }

  @Test
  void staysParkedHoweverOftenItFails() throws Exception {
    call("park", "--item", "r/1");
    letters.put(letter(ONE, 2, "<a/>"));
    assertThat(call("list", "--parked").out()).containsPattern("r/1 +MAPPING +2 ");
  }

  @Test
  void knowsWhoDidWhat() {
    call("park", "--reason", "no date", "--note", "until May");
    call("unpark", "--item", "r/2");
    List<String> all = call("history").out().lines().toList();
    assertThat(all).hasSize(4);
    assertThat(all.get(2)).containsPattern("20\\S+Z +\\S+@\\S+ +unparked +1 +--item r/2");
    assertThat(all.get(3)).containsPattern(" parked +3 +--reason 'no date' +until May +20");
    assertThat(call("history", "r/1").out().lines()).hasSize(3);
    assertThat(call("history", "r/2", "--limit", "1").out())
        .contains("unparked", "1 more; --limit 0 shows all")
        .doesNotContain("until May");
    assertThat(call("history", "r/9").out()).contains("Nothing was done.");
    assertThat(call("history", "--json").json(0)).isNotEmpty();
    assertThat(call("history", "--json", "r/1").out().lines()).hasSize(1);
    assertThat(call("show", "r/1").out()).containsPattern("parked +by \\S+@\\S+, \\S+: until May");
  }

  private CommandLineCall call(String command, String... options) {
    return new LetterCalls(topics).deadLetters(command, options);
  }
}
