package io.xmlfleet.letter;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetter;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DeadLetterFilterTest {
  private static final DeadLetterFilter ALL = DeadLetterFilter.all();
  private static final DeadLetter LETTER =
      Letters.of(
          new ItemId("r1", 60),
          1,
          new Failure(Stage.MAPPING, "note.day Is no date", "c.yaml:3, /a/@b → note.day"));
  private static final Instant FAILED_AT = LETTER.failedAt();

  @Test
  void takesEverythingUnlessToldOtherwise() {
    assertThat(ALL.matches(LETTER)).isTrue();
    assertThat(ALL).hasToString("");
  }

  @Test
  void goesByRunItemAndStage() {
    assertThat(ALL.ofRun("r1").matches(LETTER)).isTrue();
    assertThat(ALL.ofRun("r2").matches(LETTER)).isFalse();
    assertThat(ALL.ofItem(new ItemId("r1", 60)).matches(LETTER)).isTrue();
    assertThat(ALL.ofItem(new ItemId("r1", 61)).matches(LETTER)).isFalse();
    assertThat(ALL.atStages(Set.of(Stage.MAPPING, Stage.PARSING)).matches(LETTER)).isTrue();
    assertThat(ALL.atStages(Set.of(Stage.PARSING)).matches(LETTER)).isFalse();
  }

  @Test
  void findsPartsOfRecordIdReasonAndLocation() {
    assertThat(ALL.withRecordIdPart("in/6").matches(LETTER)).isTrue();
    assertThat(ALL.withRecordIdPart("IN/6").matches(LETTER)).isFalse();
    assertThat(ALL.withReasonPart("is NO").matches(LETTER)).isTrue();
    assertThat(ALL.withReasonPart("C.YAML").matches(LETTER)).isTrue();
    assertThat(ALL.withReasonPart("number").matches(LETTER)).isFalse();
    assertThat(ALL.withReasonMatching(Pattern.compile("no (date|time)$")).matches(LETTER)).isTrue();
    assertThat(ALL.withReasonMatching(Pattern.compile("yaml:\\d+,")).matches(LETTER)).isTrue();
    assertThat(ALL.withReasonMatching(Pattern.compile("^no date")).matches(LETTER)).isFalse();
  }

  @Test
  void goesByTheTimeOfTheFailure() {
    assertThat(ALL.since(FAILED_AT).matches(LETTER)).isTrue();
    assertThat(ALL.since(FAILED_AT.plusMillis(1)).matches(LETTER)).isFalse();
    assertThat(ALL.until(FAILED_AT).matches(LETTER)).isFalse();
    assertThat(ALL.until(FAILED_AT.plusMillis(1)).matches(LETTER)).isTrue();
  }

  @Test
  void goesByContractAndVersion() {
    assertThat(ALL.ofContract("orders").matches(LETTER)).isTrue();
    assertThat(ALL.ofContract("order").matches(LETTER)).isFalse();
    assertThat(ALL.ofContractVersion("1").matches(LETTER)).isTrue();
    assertThat(ALL.ofContractVersion("2").matches(LETTER)).isFalse();
  }

  @Test
  void knowsTheContractThatNobodyHadLoaded() {
    DeadLetter letter = under("orders@7", null);
    assertThat(ALL.ofContract("orders").ofContractVersion("7").matches(letter)).isTrue();
    assertThat(ALL.ofContractVersion("8").matches(letter)).isFalse();
    assertThat(ALL.ofContract("orders").matches(under(null, null))).isFalse();
    assertThat(ALL.ofContractVersion("7").matches(under(null, null))).isFalse();
  }

  @Test
  void goesByTableAndColumn() {
    assertThat(ALL.atTable("note").atColumn("day").matches(LETTER)).isTrue();
    assertThat(ALL.atTable("day").matches(LETTER)).isFalse();
    assertThat(ALL.atColumn("note").matches(LETTER)).isFalse();
  }

  @Test
  void wantsAllConditionsMet() {
    assertThat(ALL.ofRun("r1").withReasonPart("date").atTable("note").matches(LETTER)).isTrue();
    assertThat(ALL.ofRun("r1").withReasonPart("date").atTable("other").matches(LETTER)).isFalse();
    assertThat(ALL.ofRun("r2").withReasonPart("date").atTable("note").matches(LETTER)).isFalse();
  }

  @Test
  void readsAsTheOptionsThatAskForIt() {
    assertThat(
            ALL.withReasonPart("it's no date")
                .ofRun("r1")
                .atStages(Set.of(Stage.PARSING, Stage.VALIDATION))
                .since(Instant.parse("2026-11-24T02:08:12Z")))
        .hasToString(
            "--run r1 --reason 'it'\\''s no date' --stage VALIDATION,PARSING"
                + " --since 2026-11-24T02:08:12Z");
  }

  private static DeadLetter under(String contract, String version) {
    return LETTER.but().contract(contract, version).build();
  }
}
