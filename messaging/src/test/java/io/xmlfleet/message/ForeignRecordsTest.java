package io.xmlfleet.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Anybody may write anything to a topic: a reader reads it, or says that it is malformed. */
class ForeignRecordsTest {
  private static final String OUTCOME =
      """
      {"item":{"run":"run-1","sequence":7},"recordId":"a.xml","attempt":1,
       "outcome":{"state":"LOADED","rows":{"t":1}},
       "processing":{"worker":"w","finishedAt":"2026-11-24T18:00:00Z","busyMicros":5}}\
      """;
  private static final String STATUS =
      """
      {"worker":"w","state":"WORKING","since":"2026-11-24T18:00:00Z","at":"2026-11-24T18:00:00Z"}\
      """;
  private static final String EVENT =
      """
      {"run":"run-1","state":"STARTED","source":"in","startedAt":"2026-11-24T18:00:00Z",
       "at":"2026-11-24T18:00:00Z"}\
      """;
  private static final String ACTION =
      """
      {"id":"1","kind":"PARKED","by":"u@h","at":"2026-11-24T18:00:00Z","asked":"","corrected":false,
       "letters":[{"item":{"run":"run-1","sequence":7},"attempt":1}]}\
      """;
  private static final String REPORT =
      """
      {"run":"run-1","state":"RUNNING","source":"in",
       "counts":{"loaded":1,"alreadyLoaded":0,"failed":0},
       "pace":{"startedAt":"2026-11-24T18:00:00Z","elapsedSeconds":1.0,"recordsPerMinute":1.0,
         "lastMinuteRecordsPerMinute":1.0,"busySeconds":1.0,"parallelEfficiency":1.0},
       "rows":{"t":1},"failuresByStage":{"MAPPING":1},
       "workers":[{"worker":"w","processed":1,"loaded":1,"failed":0,"busySeconds":1.0,
         "lastSeen":"2026-11-24T18:00:00Z"}],
       "reportedAt":"2026-11-24T18:00:00Z"}\
      """;

  /** Each reader of JSON, with a message that it reads. */
  private static final Map<String, Function<ConsumerRecord<byte[], byte[]>, Object>> READERS =
      Map.of(
          OUTCOME, ResultCodec::decodeResult,
          STATUS, ResultCodec::decodeStatus,
          ACTION, LetterActionCodec::decode,
          EVENT, consumed -> FleetJson.read(consumed.value(), RunEvent.class),
          REPORT, consumed -> FleetJson.read(consumed.value(), ProgressReport.class));

  @Test
  void whatIsOursIsRead() {
    READERS.forEach((json, reader) -> assertThat(reader.apply(value(json))).isNotNull());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "", " ", "0", "\"text\"", "[]", "{}", "true", "{", "\u0000", "<a/>"})
  void whatIsNotIsMalformed(String foreign) {
    READERS.values().forEach(reader -> isMalformed(reader, foreign));
  }

  @Test
  void soIsWhatIsTooDeep() {
    READERS.values().forEach(reader -> isMalformed(reader, "{\"run\":" + "[".repeat(200_000)));
  }

  /** Each value of a message in turn is absent, null, of another type or out of all bounds. */
  @Test
  void everyFieldMayBeWrong() {
    for (var reader : READERS.entrySet()) {
      String json = reader.getKey();
      for (String name : names(json)) {
        for (String wrong :
            List.of("null", "{}", "[]", "[null]", "{\"t\":null}", "\"\"", "-1", "1e999", "true")) {
          reads(
              reader.getValue(),
              json.replaceAll("\"" + name + "\":" + VALUE, "\"" + name + "\":" + wrong));
        }
        reads(reader.getValue(), json.replace('"' + name + '"', "\"other\""));
      }
      isMalformed(reader.getValue(), json.replace("2026-11-24", "+1000000000-12-31"));
      isMalformed(reader.getValue(), json.replace("2026-11-24", "-1000000000-01-01"));
    }
  }

  private static final String VALUE =
      "(\"[^\"]*\"|[0-9.]+|true|false|\\{[^{}]*\\}|\\[[^\\[\\]]*\\])";

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anyByteMayBeAnother(long seed) {
    Random random = new Random(seed);
    for (var reader : READERS.entrySet()) {
      for (int i = 0; i < 2_000; i++) {
        byte[] bytes = reader.getKey().getBytes(UTF_8);
        for (int changes = random.nextInt(4); changes >= 0; changes--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        reads(reader.getValue(), bytes);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void headersAndKeysMayBeAnything(long seed) {
    Random random = new Random(seed);
    List<String> names =
        List.of(
            WorkItemCodec.RUN,
            WorkItemCodec.SEQUENCE,
            WorkItemCodec.ATTEMPT,
            WorkItemCodec.FILE,
            DeadLetterCodec.STAGE,
            DeadLetterCodec.SOURCE_TOPIC,
            DeadLetterCodec.SOURCE_PARTITION,
            DeadLetterCodec.SOURCE_OFFSET,
            DeadLetterCodec.FAILED_AT,
            "traceparent",
            "xmlfleet-kind");
    for (int i = 0; i < 3_000; i++) {
      RecordHeaders headers = new RecordHeaders();
      for (String name : names) {
        if (random.nextBoolean()) {
          headers.add(name, bytes(random));
        }
      }
      byte[] key = random.nextInt(3) == 0 ? "run-1/7".getBytes(UTF_8) : bytes(random);
      ConsumerRecord<byte[], byte[]> consumed = record(key, bytes(random), headers);
      assertThat(WorkItemCodec.decode(consumed)).isNotNull();
      assertThat(ResultCodec.ofRun("run-1", consumed)).isEmpty();
      readsOrIsMalformed(DeadLetterCodec::decode, consumed);
      assertThat(WorkItemCodec.documentBytes(consumed)).isNotNegative();
    }
  }

  private static byte[] bytes(Random random) {
    List<String> known =
        List.of(
            "",
            "1",
            "-1",
            "run-1",
            "MAPPING",
            "+1000000000-12-31T23:59:59Z",
            "99999999999999999999");
    if (random.nextInt(4) == 0) {
      return null;
    }
    if (random.nextBoolean()) {
      return known.get(random.nextInt(known.size())).getBytes(UTF_8);
    }
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static List<String> names(String json) {
    List<String> names = new ArrayList<>();
    Matcher name = Pattern.compile("\"(\\w+)\":").matcher(json);
    while (name.find()) {
      names.add(name.group(1));
    }
    return names;
  }

  private static void isMalformed(
      Function<ConsumerRecord<byte[], byte[]>, Object> reader, String json) {
    assertThatThrownBy(() -> reader.apply(value(json)))
        .as(json.length() < 1_000 ? json : "a long one")
        .isInstanceOf(MalformedMessageException.class);
  }

  private static void reads(Function<ConsumerRecord<byte[], byte[]>, Object> reader, String json) {
    reads(reader, json.getBytes(UTF_8));
  }

  /** Whatever was read can be written, or it would stop whoever passes it on. */
  private static void reads(Function<ConsumerRecord<byte[], byte[]>, Object> reader, byte[] json) {
    readsOrIsMalformed(reader, record(null, json, new RecordHeaders()));
  }

  private static void readsOrIsMalformed(
      Function<ConsumerRecord<byte[], byte[]>, Object> reader,
      ConsumerRecord<byte[], byte[]> consumed) {
    Object read;
    try {
      read = reader.apply(consumed);
    } catch (MalformedMessageException e) {
      return;
    }
    if (read != null) {
      assertThat(FleetJson.write(read)).isNotEmpty();
    }
  }

  private static ConsumerRecord<byte[], byte[]> value(String json) {
    return record(null, json.getBytes(UTF_8), new RecordHeaders());
  }

  private static ConsumerRecord<byte[], byte[]> record(
      byte[] key, byte[] value, RecordHeaders headers) {
    return new ConsumerRecord<>(
        "t", 0, 1, 0, TimestampType.CREATE_TIME, 0, 0, key, value, headers, Optional.empty());
  }
}
