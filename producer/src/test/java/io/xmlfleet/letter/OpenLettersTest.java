package io.xmlfleet.letter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.DeadLetterCodec;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class OpenLettersTest {
  private static final ItemId ONE = new ItemId("r1", 1);
  private static final ItemId TWO = new ItemId("r1", 2);

  @Test
  void keepsTheLatestOfAnItem() {
    OpenLetters letters = new OpenLetters(DeadLetterFilter.all());
    letters.add(at(0, 0, 100, letter(ONE, 1, Stage.PARSING, "first")));
    letters.add(at(0, 1, 100, letter(ONE, 2, Stage.MAPPING, "second")));
    assertThat(letters.matching())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.head().attempt()).isEqualTo(2);
              assertThat(entry.head().document()).isNull();
              assertThat(entry.documentBytes()).isEqualTo(4);
              assertThat(entry.position()).hasToString("dead-0@1");
            });
  }

  @Test
  void opensAgainWhatWasResolvedBefore() {
    OpenLetters letters = new OpenLetters(DeadLetterFilter.all());
    letters.add(at(0, 0, 100, letter(ONE, 1, Stage.PARSING, "first")));
    letters.add(at(0, 1, 100, DeadLetterCodec.encodeResolved("dead", ONE)));
    assertThat(letters.matching()).isEmpty();
    letters.add(at(0, 2, 100, letter(ONE, 3, Stage.PARSING, "third")));
    assertThat(letters.matching()).hasSize(1);
  }

  @Test
  void letsTheClockDecideBetweenPartitions() {
    OpenLetters letters = new OpenLetters(DeadLetterFilter.all());
    letters.add(at(5, 0, 200, DeadLetterCodec.encodeResolved("dead", ONE)));
    letters.add(at(0, 9, 100, letter(ONE, 1, Stage.PARSING, "before the partitions were added")));
    letters.add(at(5, 1, 100, letter(TWO, 1, Stage.PARSING, "before")));
    letters.add(at(0, 10, 300, DeadLetterCodec.encodeResolved("dead", TWO)));
    assertThat(letters.matching()).isEmpty();
  }

  @Test
  void filtersTheLatestNotTheEarlierOnes() {
    DeadLetterFilter parsing = DeadLetterFilter.all().ofRun("r1").atStages(Set.of(Stage.PARSING));
    OpenLetters letters = new OpenLetters(parsing);
    letters.add(at(0, 0, 100, letter(ONE, 1, Stage.PARSING, "first")));
    letters.add(at(0, 1, 100, letter(ONE, 2, Stage.MAPPING, "second")));
    letters.add(at(0, 2, 100, letter(TWO, 1, Stage.PARSING, "other")));
    letters.add(at(0, 3, 100, letter(new ItemId("r2", 1), 1, Stage.PARSING, "other run")));
    assertThat(letters.matching()).extracting(DeadLetterEntry::item).containsExactly(TWO);
  }

  @Test
  void passesOverWhatIsNotADeadLetter() {
    OpenLetters letters = new OpenLetters(DeadLetterFilter.all());
    letters.add(at(0, 0, 100, new ProducerRecord<>("dead", "junk".getBytes(UTF_8), new byte[0])));
    letters.add(at(0, 1, 100, new ProducerRecord<>("dead", null, new byte[0])));
    letters.add(at(0, 2, 100, letter(ONE, 1, Stage.PARSING, "real")));
    assertThat(letters.matching()).hasSize(1);
    assertThat(letters.unreadable()).isEqualTo(2);
  }

  private static ProducerRecord<byte[], byte[]> letter(
      ItemId item, int attempt, Stage stage, String reason) {
    return DeadLetterCodec.encode("dead", document(item, attempt, stage, reason));
  }

  private static DeadLetter document(ItemId item, int attempt, Stage stage, String reason) {
    return DeadLetter.of(item, "in/" + item.sequence() + ".xml")
        .contract("orders", "1")
        .attempt(attempt)
        .failure(new Failure(stage, reason, "line 3, column 14"))
        .worker("host/1")
        .failedAt(Instant.EPOCH)
        .document("<a/>".getBytes(UTF_8))
        .build();
  }

  private static ConsumerRecord<byte[], byte[]> at(
      int partition, long offset, long timestampMillis, ProducerRecord<byte[], byte[]> produced) {
    return new ConsumerRecord<>(
        produced.topic(),
        partition,
        offset,
        timestampMillis,
        TimestampType.CREATE_TIME,
        0,
        0,
        produced.key(),
        produced.value(),
        new RecordHeaders(produced.headers()),
        Optional.empty());
  }
}
