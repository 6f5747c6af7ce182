package io.xmlfleet.contract.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTimesTest {
  private static final String ALPHABET = "0123456789-:. TtZ+9/\u0663";
  private static final int TEXTS = 200_000;

  @Test
  void readsWhatAFormatterReadsOrLeavesItAlone() {
    Random random = new Random(20_260_308);
    int read = 0;
    for (int i = 0; i < TEXTS; i++) {
      String text = changed(text(random), random);
      LocalDateTime found = PlainTimes.parse(text);
      if (found != null) {
        read++;
        assertThat(found).as(text).isEqualTo(formatted(text));
      }
    }
    assertThat(read).isGreaterThan(TEXTS / 10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-29",
        "2026-12-31",
        "2026-01-01 00:00:00",
        "2026-01-01T23:59:59.000",
        "2026-01-01T23:59:59.5",
        "2026-01-01T23:59:59.0000001",
        "2026-01-01T23:59:59.1234567"
      })
  void readsPlainForms(String text) {
    assertThat(PlainTimes.parse(text)).isEqualTo(formatted(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026",
        "0000-02-29",
        "2026-1-01",
        "2026-02-29",
        "2026-13-01",
        "2026-00-01",
        "2026-01-00",
        "2026-01-01T",
        "2026-01-01T10:00",
        "2026-01-01T24:00:00",
        "2026-01-01T10:60:00",
        "2026-01-01T10:00:60",
        "2026-01-01T10:00:00.",
        "2026-01-01T10:00:00.12345678",
        "2026-01-01T10:00:00Z",
        "2026-01-01T10:00:00.5+01:00",
        "2026-01-01t10:00:00",
        "+2026-01-01"
      })
  void leavesOtherFormsAlone(String text) {
    assertThat(PlainTimes.parse(text)).isNull();
  }

  /** A date, a date and time, or one with a fraction; not always one that exists. */
  private static String text(Random random) {
    String date =
        "%04d-%02d-%02d".formatted(random.nextInt(10_000), random.nextInt(14), random.nextInt(33));
    if (random.nextInt(3) == 0) {
      return date;
    }
    String time =
        "%02d:%02d:%02d".formatted(random.nextInt(25), random.nextInt(61), random.nextInt(61));
    String fraction = "." + "%09d".formatted(random.nextInt(1_000_000_000));
    return date
        + (random.nextBoolean() ? 'T' : ' ')
        + time
        + (random.nextBoolean() ? fraction.substring(0, 1 + random.nextInt(10)) : "");
  }

  /** Half of the texts have a character put in the place of another. */
  private static String changed(String text, Random random) {
    if (random.nextBoolean()) {
      return text;
    }
    StringBuilder changed = new StringBuilder(text);
    changed.setCharAt(
        random.nextInt(text.length()), ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    return changed.toString();
  }

  private static LocalDateTime formatted(String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text, DateTimeFormatter.ISO_LOCAL_DATE).atStartOfDay()
          : LocalDateTime.parse(text.replace(' ', 'T'), DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
